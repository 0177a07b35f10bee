import type { Schema } from '@app/client';
import { Anchor, Group, Stack, Text } from '@mantine/core';

import { StateBadge } from '../pieces/state-badge.js';
import { plainWords, showCount } from '../pieces/texts.js';
import { useRead } from '../sign-in/use-api.js';

const fine = new Set(['indexed', 'unchanged']);

/** What became of the pages that gave no text, each kind with its reason and examples. */
export function OutcomeList({
  storeId,
  ingestId,
  isRunning,
}: {
  storeId: string;
  ingestId: string;
  isRunning: boolean;
}) {
  const { data } = useRead(
    '/api/v1/knowledge-base/{store_id}/ingests/{ingest_id}/outcomes',
    { params: { path: { store_id: storeId, ingest_id: ingestId } } },
    { again: () => (isRunning ? 2_000 : false) },
  );
  const others = data?.outcomes.filter(({ outcome }) => !fine.has(outcome)) ?? [];
  if (others.length === 0) return null;
  return (
    <Stack gap="sm" component="ul" p={0} m={0} aria-label="Pages that gave no text">
      {others.map((one) => (
        <Outcome key={`${one.outcome} ${one.http_status} ${one.reason}`} one={one} />
      ))}
    </Stack>
  );
}

function Outcome({ one }: { one: Schema<'OutcomeCount'> }) {
  return (
    <li style={{ listStyle: 'none' }}>
      <Group gap="xs">
        <StateBadge
          state={one.outcome}
          words={`${showCount(one.count)} × ${plainWords(one.outcome)}${one.http_status ? ` ${one.http_status}` : ''}`}
        />
        {one.reason && <Text size="sm">{one.reason}</Text>}
      </Group>
      {one.examples.slice(0, 3).map((example) => (
        <Text key={example.url} size="sm" c="dimmed" className="break">
          <Anchor href={example.url} target="_blank" rel="noreferrer" inherit>
            {example.url}
          </Anchor>
          {example.detail && `: ${example.detail}`}
        </Text>
      ))}
    </li>
  );
}
