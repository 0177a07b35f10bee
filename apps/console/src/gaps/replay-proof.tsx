import type { Schema } from '@app/client';
import { Group, Stack, Text } from '@mantine/core';

import { StateBadge } from '../pieces/state-badge.js';

/** The questions of a gap as they are answered now, each with what it rests on. */
export function ReplayProof({ replay }: { replay: Schema<'GapReplay'> }) {
  return (
    <Stack gap="sm" mt="md">
      <Text size="sm" fw={600} role="status">
        {replay.answered} of {replay.asked} answered by release {replay.release ?? '–'}
      </Text>
      <Stack gap="sm" component="ul" p={0} m={0}>
        {replay.questions.map((one, place) => (
          <li key={place}>
            <Group gap="xs">
              <StateBadge state={one.outcome} />
              <Text size="sm" className="break">
                {one.question}
              </Text>
            </Group>
            {one.citations.map((citation) => (
              <Text key={citation.number} size="sm" className="quote passage" mt={4}>
                “{citation.quote}”
              </Text>
            ))}
          </li>
        ))}
      </Stack>
    </Stack>
  );
}
