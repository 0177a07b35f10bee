import { Alert, Anchor, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';

import { MoreButton } from '../pieces/more-button.js';
import { PageTitle } from '../pieces/page-title.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { ReadState } from '../pieces/read-state.js';
import { StateBadge } from '../pieces/state-badge.js';
import { useRead, useSlices } from '../sign-in/use-api.js';
import { AskField } from './ask-field.js';
import { firstQuestions } from './first-questions.js';
import { MessageBubble } from './message-bubble.js';
import { useAnswer } from './use-answer.js';

/** One conversation, read to its end, with the evidence of each answer; asking goes on here. */
export function ConversationPage({
  storeId,
  conversationId,
}: {
  storeId: string;
  conversationId: string;
}) {
  const params = { path: { conversation_id: conversationId }, query: { store_id: storeId } };
  const conversation = useRead('/api/v1/conversations/{conversation_id}', { params });
  const messages = useSlices('/api/v1/conversations/{conversation_id}/messages', { params });
  const answer = useAnswer(storeId, conversationId);
  const { ask } = answer;
  const sent = useRef(false);
  useEffect(() => {
    const question = firstQuestions.get(conversationId);
    if (!question || sent.current) return;
    sent.current = true;
    firstQuestions.delete(conversationId);
    void ask(question);
  }, [conversationId, ask]);

  const state = conversation.data?.state;
  return (
    <>
      <Anchor component={Link} href={`/stores/${storeId}/conversations`} size="sm">
        All conversations
      </Anchor>
      <PageTitle title="Conversation" about={conversation.data?.shopper_id ?? undefined}>
        {state && <StateBadge state={state} />}
      </PageTitle>
      {state === 'waiting_for_human' && <Waiting />}
      <ReadState read={{ ...messages, data: messages.items }} height={90} rows={2}>
        {(items) => (
          <Stack gap="md" component="ol" p={0} m={0} aria-label="Messages">
            {items.map((message) => (
              <MessageBubble
                key={message.id}
                message={message}
                storeId={storeId}
                conversationId={conversationId}
              />
            ))}
            {answer.question && <Running answer={answer} />}
          </Stack>
        )}
      </ReadState>
      <MoreButton list={messages} />
      {answer.error && <ProblemNotice error={answer.error} />}
      {state !== 'closed' && (
        <Group mt="lg" className="card" p="md">
          <div style={{ flex: 1 }}>
            <AskField isBusy={answer.question !== null} onAsk={(question) => void ask(question)} />
          </div>
        </Group>
      )}
    </>
  );
}

const Waiting = () => (
  <Alert color="orange" mb="md" title="Waiting for a person">
    The agent is silent until somebody answers or gives the conversation back.
  </Alert>
);

function Running({ answer }: { answer: { question: string | null; text: string; stage: string } }) {
  return (
    <>
      <li className="bubble" data-role="user">
        <VisuallyHidden>Asked: </VisuallyHidden>
        <Text className="passage">{answer.question}</Text>
      </li>
      <li className="bubble" data-role="assistant" aria-busy="true">
        <Text className="passage">{answer.text || `${answer.stage} …`}</Text>
      </li>
    </>
  );
}
