import type { Schema } from '@app/client';
import { Anchor, Stack, Text } from '@mantine/core';

import { Moment } from '../pieces/moment.js';

/** The pages that an answer rests on, each with the words that were quoted. */
export function Citations({ citations }: { citations: Schema<'Message'>['citations'] }) {
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
