import type { Schema } from '@app/client';
import { Box, Button, Group, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

import { Moment } from '../pieces/moment.js';
import { StateBadge } from '../pieces/state-badge.js';
import { useMay } from '../sign-in/session.js';
import { Citations } from './citations.js';
import { ReceiptPanel } from './receipt-panel.js';

type Message = Schema<'Message'>;

const said = { user: 'Asked: ', assistant: 'The agent answered: ', human: 'A person answered: ' };

/** One message; under an answer stand its citations, and its receipt where somebody wants to see it. */
export function MessageBubble({
  message,
  storeId,
  conversationId,
}: {
  message: Message;
  storeId: string;
  conversationId: string;
}) {
  const [isOpen, { toggle }] = useDisclosure();
  const maySeeReceipt = useMay('conversations');
  const isAnswer = message.role === 'assistant';
  const isSilent = isAnswer && message.content === '';
  return (
    <li>
      <Box className="bubble" data-role={message.role}>
        <VisuallyHidden>{said[message.role]}</VisuallyHidden>
        {isSilent ? (
          <Text size="sm" c="dimmed">
            The agent was silent: a person has the conversation.
          </Text>
        ) : (
          <Text className="passage">{message.content}</Text>
        )}
        {message.citations.length > 0 && <Citations citations={message.citations} />}
        {message.role === 'human' && (
          <Text size="sm" c="dimmed" mt={6}>
            A person of the store · <Moment at={message.created_at} />
          </Text>
        )}
        {isAnswer && !isSilent && (
          <Group gap="sm" mt="sm">
            {message.outcome && <StateBadge state={message.outcome} />}
            {message.feedback && (
              <Text size="sm">
                {message.feedback.rating === 'up' ? 'Found helpful' : 'Found unhelpful'}
              </Text>
            )}
            <Moment at={message.created_at} c="dimmed" />
            {maySeeReceipt && (
              <Button variant="default" size="compact-sm" aria-expanded={isOpen} onClick={toggle}>
                {isOpen ? 'Hide the receipt' : 'Show the receipt'}
              </Button>
            )}
          </Group>
        )}
      </Box>
      {isOpen && (
        <ReceiptPanel storeId={storeId} conversationId={conversationId} messageId={message.id} />
      )}
    </li>
  );
}
