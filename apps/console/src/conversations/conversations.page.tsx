import type { Query, Schema } from '@app/client';
import { Alert, Button, Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';

import { ListState } from '../pieces/list-state.js';
import { Moment } from '../pieces/moment.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { StateBadge } from '../pieces/state-badge.js';
import { useSlices } from '../sign-in/use-api.js';
import { useWaiting } from './use-waiting.js';

type State = NonNullable<Query<'listConversations'>['state']>;

const states: { value: State | ''; label: string }[] = [
  { value: '', label: 'In every state' },
  { value: 'agent', label: 'With the agent' },
  { value: 'waiting_for_human', label: 'Waiting for a person' },
  { value: 'human', label: 'With a person' },
  { value: 'closed', label: 'Closed' },
];

/** A store's conversations, newest first; it looks by itself for new ones and for who waits for a person. */
export function ConversationsPage({ storeId }: { storeId: string }) {
  const [state, setState] = useState<State>();
  const list = useSlices(
    '/api/v1/conversations',
    { params: { query: { store_id: storeId, ...(state && { state }) } } },
    { again: () => 5_000 },
  );
  const waiting = useWaiting(storeId);
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
      {waiting && state !== 'waiting_for_human' && (
        <Waiting count={waiting} onShow={() => setState('waiting_for_human')} />
      )}
      <ListState
        list={list}
        height={64}
        rows={5}
        label="Conversations"
        isCard
        keyOf={({ id }) => id}
        empty={
          <NothingYet title={state ? 'None in this state' : 'Nobody asked yet'}>
            Conversations of the widget, of the API and of this console appear here.
          </NothingYet>
        }
      >
        {(one) => <ConversationRow storeId={storeId} one={one} />}
      </ListState>
    </>
  );
}

function Waiting({ count, onShow }: { count: string; onShow: () => void }) {
  return (
    <Alert color="orange" mb="md" role="status">
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {count === '1' ? 'One conversation waits' : `${count} conversations wait`} for a person
        </Text>
        <Button size="xs" variant="default" onClick={onShow}>
          Show who waits
        </Button>
      </Group>
    </Alert>
  );
}

function ConversationRow({ storeId, one }: { storeId: string; one: Schema<'Conversation'> }) {
  const { handoff } = one;
  const isWanted = one.state === 'waiting_for_human' && handoff;
  return (
    <li className="line">
      <Link href={`/stores/${storeId}/conversations/${one.id}`} className="row-link">
        <Group justify="space-between" p="md" gap="xs">
          <div>
            <Text fw={600} className="break">
              {one.shopper_id ?? 'A shopper without a name'}
            </Text>
            <Text size="sm" c="dimmed">
              {isWanted ? (
                <>
                  waits since <Moment at={handoff.requested_at} />
                </>
              ) : (
                <>
                  begun <Moment at={one.created_at} />, last change <Moment at={one.updated_at} />
                </>
              )}
            </Text>
            {isWanted && handoff.note && (
              <Text size="sm" className="break" lineClamp={2}>
                “{handoff.note}”
              </Text>
            )}
          </div>
          <StateBadge state={one.state} />
        </Group>
      </Link>
    </li>
  );
}
