import type { Query, Schema } from '@app/client';
import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';

import { Moment } from '../pieces/moment.js';
import { MoreButton } from '../pieces/more-button.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { ReadState } from '../pieces/read-state.js';
import { StateBadge } from '../pieces/state-badge.js';
import { counted } from '../pieces/texts.js';
import { useSlices } from '../sign-in/use-api.js';

type State = NonNullable<Query<'listGaps'>['state']>;

const states: { value: State; label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'answered', label: 'Answered' },
  { value: 'dismissed', label: 'Dismissed' },
];

/** What shoppers asked in vain, alike questions together, most asked first. */
export function GapsPage({ storeId }: { storeId: string }) {
  const [state, setState] = useState<State>('open');
  const list = useSlices(
    '/api/v1/knowledge-base/{store_id}/gaps',
    { params: { path: { store_id: storeId }, query: { state } } },
    { again: () => 5_000 },
  );
  return (
    <>
      <PageTitle
        title="Gaps"
        about="What shoppers asked and got no answer to. Add the answer, and see their own questions answered with it."
      >
        <NativeSelect
          aria-label="State"
          value={state}
          data={states}
          onChange={(event) => setState(event.currentTarget.value as State)}
        />
      </PageTitle>
      <ReadState read={{ ...list, data: list.items }} height={72} rows={4}>
        {(gaps) =>
          gaps.length === 0 ? (
            <NothingYet title={state === 'open' ? 'Nothing is open' : 'None in this state'}>
              A question that found no answer, or was rated unhelpful, appears here within a minute.
            </NothingYet>
          ) : (
            <Stack gap={0} className="card" component="ul" p={0} m={0}>
              {gaps.map((gap) => (
                <GapRow key={gap.id} storeId={storeId} gap={gap} />
              ))}
            </Stack>
          )
        }
      </ReadState>
      <MoreButton list={list} />
    </>
  );
}

function GapRow({ storeId, gap }: { storeId: string; gap: Schema<'Gap'> }) {
  return (
    <li className="line">
      <Link href={`/stores/${storeId}/gaps/${gap.id}`} className="row-link">
        <Group justify="space-between" p="md" gap="xs">
          <div>
            <Text fw={600} className="break">
              {gap.question}
            </Text>
            <Text size="sm" c="dimmed" className="numbers">
              Asked {counted(gap.question_count, 'time')}
              {gap.badly_rated > 0 && `, ${gap.badly_rated} rated unhelpful`} · last{' '}
              <Moment at={gap.last_asked_at} />
            </Text>
          </div>
          <StateBadge state={gap.state} />
        </Group>
      </Link>
    </li>
  );
}
