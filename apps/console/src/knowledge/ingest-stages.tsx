import { Group, Text } from '@mantine/core';

const stages = [
  ['queued', 'Queued'],
  ['crawling', 'Reading pages'],
  ['indexing', 'Indexing'],
  ['publishing', 'Publishing'],
  ['live', 'Live'],
] as const;

/** Where an ingest is on its way; ended ones that went another way show no way. */
export function IngestStages({ status }: { status: string }) {
  const at = stages.findIndex(([stage]) => stage === (status === 'waiting' ? 'queued' : status));
  if (at < 0) return null;
  return (
    <Group component="ol" gap="md" p={0} m={0} aria-label="Stages">
      {stages.map(([stage, words], place) => {
        const state = place < at || status === 'live' ? 'done' : place === at ? 'now' : 'later';
        return (
          <li
            key={stage}
            className="stage"
            data-state={state}
            aria-current={state === 'now' ? 'step' : undefined}
          >
            <Text
              span
              size="sm"
              fw={state === 'now' ? 650 : 400}
              c={state === 'later' ? 'dimmed' : undefined}
            >
              <span aria-hidden>{state === 'done' ? '✓ ' : state === 'now' ? '● ' : '○ '}</span>
              {words}
            </Text>
          </li>
        );
      })}
    </Group>
  );
}
