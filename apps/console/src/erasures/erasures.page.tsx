import type { Schema } from '@app/client';
import { Group, Text } from '@mantine/core';
import { Link } from 'wouter';

import { ListState } from '../pieces/list-state.js';
import { Moment } from '../pieces/moment.js';
import { NothingYet } from '../pieces/nothing-yet.js';
import { PageTitle } from '../pieces/page-title.js';
import { StateBadge } from '../pieces/state-badge.js';
import { useSlices } from '../sign-in/use-api.js';

/** What was erased of stores and shoppers, with the receipt of each; the operator's. */
export function ErasuresPage() {
  const list = useSlices('/api/v1/erasures', {}, { again: () => 5_000 });
  return (
    <>
      <PageTitle
        title="Erasures"
        about="Each store and each shopper that was erased, with a signed receipt of every place that was searched again."
      />
      <ListState
        list={list}
        height={64}
        rows={4}
        label="Erasures"
        isCard
        keyOf={({ id }) => id}
        empty={
          <NothingYet title="Nothing was erased yet">
            A store is erased on its overview, a shopper by the API or the command line.
          </NothingYet>
        }
      >
        {(one) => <ErasureRow one={one} />}
      </ListState>
    </>
  );
}

function ErasureRow({ one }: { one: Schema<'Erasure'> }) {
  return (
    <li className="line">
      <Link href={`/erasures/${one.id}`} className="row-link">
        <Group justify="space-between" p="md" gap="xs">
          <div>
            <Text fw={600} className="break">
              {one.kind === 'store' ? `Store ${one.store_id}` : `A shopper of ${one.store_id}`}
            </Text>
            <Text size="sm" c="dimmed">
              asked for <Moment at={one.started_at} />
            </Text>
          </div>
          <StateBadge
            state={one.finished_at ? 'passed' : 'building'}
            words={one.finished_at ? 'Erased' : 'Under way'}
          />
        </Group>
      </Link>
    </li>
  );
}
