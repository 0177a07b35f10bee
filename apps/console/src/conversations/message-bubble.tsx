import type { Schema } from '@app/client';
import { Anchor, Box, Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

import { Moment } from '../pieces/moment.js';
import { StateBadge } from '../pieces/state-badge.js';
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
  const isAnswer = message.role === 'assistant';
  return (
    <li>
      <Box className="bubble" data-role={message.role}>
        <VisuallyHidden>{said[message.role]}</VisuallyHidden>
        <Text className="passage">{message.content}</Text>
        {message.citations.length > 0 && <Citations citations={message.citations} />}
        {isAnswer && (
          <Group gap="sm" mt="sm">
            {message.outcome && <StateBadge state={message.outcome} />}
            {message.feedback && (
              <Text size="sm">
                {message.feedback.rating === 'up' ? 'Found helpful' : 'Found unhelpful'}
              </Text>
            )}
            <Moment at={message.created_at} c="dimmed" />
            <Button variant="default" size="compact-sm" aria-expanded={isOpen} onClick={toggle}>
              {isOpen ? 'Hide the receipt' : 'Show the receipt'}
            </Button>
          </Group>
        )}
      </Box>
      {isOpen && (
        <ReceiptPanel storeId={storeId} conversationId={conversationId} messageId={message.id} />
      )}
    </li>
  );
}

function Citations({ citations }: { citations: Message['citations'] }) {
  return (
    <Stack gap={6} mt="sm" component="ol" p={0} m={0} aria-label="Citations">
      {citations.map((citation) => (
        <li key={citation.number} className="quote">
          <Text size="sm" fw={600} className="break">
            [{citation.number}]{' '}
            {citation.url ? (
              <Anchor
                href={citation.url}
                target="_blank"
                rel="noreferrer"
                inherit
                underline="always"
              >
                {citation.title}
              </Anchor>
            ) : (
              citation.title
            )}
          </Text>
          <Text size="sm" className="passage">
            “{citation.quote}”
          </Text>
          <Text size="sm" c="dimmed">
            read <Moment at={citation.fetched_at} />
          </Text>
        </li>
      ))}
    </Stack>
  );
}
