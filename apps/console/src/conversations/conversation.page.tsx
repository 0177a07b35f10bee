import type { Schema } from '@app/client';
import { Alert, Anchor, Box, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';

import { MoreButton } from '../pieces/more-button.js';
import { PageTitle } from '../pieces/page-title.js';
import { ProblemNotice } from '../pieces/problem-notice.js';
import { ReadState } from '../pieces/read-state.js';
import { StateBadge } from '../pieces/state-badge.js';
import { showMoment } from '../pieces/texts.js';
import { useMay } from '../sign-in/session.js';
import { useRead, useSlices } from '../sign-in/use-api.js';
import { AskField } from './ask-field.js';
import { ConversationActions } from './conversation-actions.js';
import { firstQuestions } from './first-questions.js';
import { MessageBubble } from './message-bubble.js';
import { ReplyField } from './reply-field.js';
import { useAnswer } from './use-answer.js';

type Conversation = Schema<'Conversation'>;

const lookMs = 3_000;

/** One conversation, read to its end and looked at again by itself; whoever has it, agent or person, is asked or replies here. */
export function ConversationPage({
  storeId,
  conversationId,
}: {
  storeId: string;
  conversationId: string;
}) {
  const params = { path: { conversation_id: conversationId }, query: { store_id: storeId } };
  const answer = useFirstAnswer(storeId, conversationId);
  // while an answer comes in, what the list would say of it already stands there
  const again = () => (answer.question === null ? lookMs : false);
  const conversation = useRead('/api/v1/conversations/{conversation_id}', { params }, { again });
  const messages = useSlices(
    '/api/v1/conversations/{conversation_id}/messages',
    { params: { ...params, query: { ...params.query, limit: 100 } } },
    { again },
  );
  const { data } = conversation;
  return (
    <>
      <Anchor component={Link} href={`/stores/${storeId}/conversations`} size="sm">
        All conversations
      </Anchor>
      <PageTitle title="Conversation" about={data?.shopper_id ?? undefined}>
        {data && (
          <>
            <span role="status">
              <StateBadge state={data.state} />
            </span>
            <ConversationActions storeId={storeId} conversation={data} />
          </>
        )}
      </PageTitle>
      {data?.state === 'waiting_for_human' && <Waiting conversation={data} />}
      <ReadState read={{ ...messages, data: messages.items }} height={90} rows={2}>
        {(items) => (
          <Stack gap="md" component="ol" p={0} m={0} aria-label="Messages" aria-live="polite">
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
      {data && <Next storeId={storeId} conversation={data} answer={answer} />}
    </>
  );
}

type Answer = ReturnType<typeof useAnswer>;

/** Asks what was written on the page before, once. */
function useFirstAnswer(storeId: string, conversationId: string): Answer {
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
  return answer;
}

function Waiting({ conversation: { handoff } }: { conversation: Conversation }) {
  return (
    <Alert color="orange" mb="md" title="Waiting for a person">
      <Text size="sm">
        {handoff && `Since ${showMoment(handoff.requested_at)}. `}The agent is silent until somebody
        takes the conversation over or gives it back.
      </Text>
      {handoff?.contact && (
        <Text size="sm" mt={6} className="break">
          To be reached at: {handoff.contact}
        </Text>
      )}
      {handoff?.note && (
        <Text size="sm" mt={6} className="passage">
          “{handoff.note}”
        </Text>
      )}
    </Alert>
  );
}

function Next({
  storeId,
  conversation: { id, state },
  answer,
}: {
  storeId: string;
  conversation: Conversation;
  answer: Answer;
}) {
  const mayReply = useMay('conversations');
  const mayAsk = useMay('chat');
  const isWithPerson = state === 'human' && mayReply;
  if (!isWithPerson && !(state === 'agent' && mayAsk)) {
    return state === 'closed' ? (
      <Text c="dimmed" mt="lg">
        Closed: it takes no further message.
      </Text>
    ) : null;
  }
  return (
    <Box mt="lg" className="card" p="md">
      {isWithPerson ? (
        <ReplyField storeId={storeId} conversationId={id} />
      ) : (
        <AskField
          isBusy={answer.question !== null}
          onAsk={(question) => void answer.ask(question)}
        />
      )}
    </Box>
  );
}

function Running({ answer }: { answer: Answer }) {
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
