import type { Query, Schema } from '@app/client';
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';

import { Moment } from '../pieces/moment.js';
import { MoreButton } from '../pieces/more-button.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { ReadState } from '../pieces/read-state.js';
import { StateBadge } from '../pieces/state-badge.js';
import { useSlices } from '../sign-in/use-api.js';

type State = NonNullable<Query<'listConversations'>['state']>;

const states: { value: State | ''; label: string }[] = [
  { value: '', label: 'In every state' },
  { value: 'agent', label: 'With the agent' },
  { value: 'waiting_for_human', label: 'Waiting for a person' },
  { value: 'human', label: 'With a person' },
  { value: 'closed', label: 'Closed' },
];

/** A store's conversations, newest first. */
export function ConversationsPage({ storeId }: { storeId: string }) {
  const [state, setState] = useState<State>();
  const list = useSlices('/api/v1/conversations', {
    params: { query: { store_id: storeId, ...(state && { state }) } },
  });
  return (
    <>
      <PageTitle title="Conversations" about="What was asked, and the evidence for each answer.">
        <NativeSelect
          aria-label="State"
          value={state ?? ''}
          data={states}
          onChange={(event) => setState((event.currentTarget.value || undefined) as State)}
        />
        <Button component={Link} href={`/stores/${storeId}/ask`}>
          Ask a question
        </Button>
      </PageTitle>
      <ReadState read={{ ...list, data: list.items }} height={64} rows={5}>
        {(conversations) =>
          conversations.length === 0 ? (
            <NothingYet title={state ? 'None in this state' : 'Nobody asked yet'}>
              Conversations of the widget, of the API and of this console appear here.
            </NothingYet>
          ) : (
            <Stack gap={0} className="card" component="ul" p={0} m={0}>
              {conversations.map((one) => (
                <ConversationRow key={one.id} storeId={storeId} one={one} />
              ))}
            </Stack>
          )
        }
      </ReadState>
      <MoreButton list={list} />
    </>
  );
}

function ConversationRow({ storeId, one }: { storeId: string; one: Schema<'Conversation'> }) {
  return (
    <li className="line">
      <Link href={`/stores/${storeId}/conversations/${one.id}`} className="row-link">
        <Group justify="space-between" p="md" gap="xs">
          <div>
            <Text fw={600} className="break">
              {one.shopper_id ?? 'A shopper without a name'}
            </Text>
            <Text size="sm" c="dimmed">
              begun <Moment at={one.created_at} />, last change <Moment at={one.updated_at} />
            </Text>
          </div>
          <StateBadge state={one.state} />
        </Group>
      </Link>
    </li>
  );
}
