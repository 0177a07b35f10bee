import { readEvents } from '@app/client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';

import { plainWords } from '../pieces/texts.js';
import { useSession } from '../sign-in/session.js';

interface Running {
  question: string | null;
  text: string;
  stage: string;
  error: unknown;
}

const idle: Running = { question: null, text: '', stage: 'Sending', error: null };

/** Asks, and shows the answer while it comes; when it is done the conversation is read again, with citations and all. */
export function useAnswer(storeId: string, conversationId: string) {
  const { client } = useSession();
  const queries = useQueryClient();
  const [running, setRunning] = useState<Running>(idle);
  const ask = useCallback(
    async (question: string) => {
      setRunning({ ...idle, question });
      const add = (change: (now: Running) => Partial<Running>) =>
        setRunning((now) => ({ ...now, ...change(now) }));
      try {
        const { response } = await client.POST('/api/v1/conversations/{conversation_id}/messages', {
          params: { path: { conversation_id: conversationId }, query: { store_id: storeId } },
          body: { content: question },
          headers: { accept: 'text/event-stream' },
          parseAs: 'stream',
        });
        for await (const { event, data } of readEvents(response)) {
          if (event === 'token') add(({ text }) => ({ text: text + data.text }));
          if (event === 'status') add(() => ({ stage: plainWords(data.stage) }));
          if (event === 'error') throw new Error(data.message);
        }
        await queries.invalidateQueries();
        setRunning(idle);
      } catch (error) {
        await queries.invalidateQueries();
        setRunning({ ...idle, error });
      }
    },
    [client, queries, storeId, conversationId],
  );
  return { ...running, ask };
}
