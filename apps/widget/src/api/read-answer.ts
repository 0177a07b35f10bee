import type { ApiClient } from './api-client.js';
import { eventsOf } from './event-stream.js';
import type { PendingQuestion } from './kept-state.js';
import { patiently } from './patiently.js';
import type { AnswerEvent } from './shapes.js';

export interface Reading {
  conversationId: string;
  question: PendingQuestion;
  signal: AbortSignal;
  onEvent: (event: AnswerEvent) => void;
  /** The answer has a name, by which it can be read on. */
  onNamed: (messageId: string) => void;
  onAway: (isAway: boolean) => void;
}

/**
 * Asks, or reads on in what was asked, until the answer's last event. Where the connection breaks it goes on after the
 * last event that was seen: by the answer's id, before that is known by sending the same once more under its key.
 */
export async function readAnswer(api: ApiClient, reading: Reading): Promise<void> {
  const { signal, onEvent, onAway } = reading;
  let after = 0;
  await patiently(
    async () => {
      const response = await open(api, reading, after);
      onAway(false);
      const messageId = response.headers.get('x-message-id');
      if (messageId) reading.onNamed(messageId);
      if (!response.body) throw new Error('no stream');
      for await (const { id, name, data } of eventsOf(response.body)) {
        signal.throwIfAborted();
        after = id ?? after;
        onEvent({ name, data } as AnswerEvent);
        if (name === 'done' || name === 'error') return;
      }
      throw new Error('the stream ended early');
    },
    { signal, onAway },
  );
}

function open(api: ApiClient, { conversationId, question, signal }: Reading, after: number) {
  const { content, idempotencyKey, messageId } = question;
  const headers = { accept: 'text/event-stream', 'last-event-id': String(after) };
  const messages = `/conversations/${conversationId}/messages`;
  if (messageId) return api.send('GET', `${messages}/${messageId}/stream`, { headers, signal });
  return api.send('POST', messages, {
    body: { content },
    headers: { ...headers, 'idempotency-key': idempotencyKey },
    signal,
  });
}
