import type { Schema } from '@app/client';
import { Anchor, Badge, Box, Group, Text } from '@mantine/core';

import { Moment } from '../pieces/moment.js';
import { Ranks } from './ranks.js';

/** One piece of a page that was found, whole, with both ranks. */
export function FoundChunk({ result, place }: { result: Schema<'SearchResult'>; place: number }) {
  return (
    <Box component="li" className="card" p="md">
      <Group justify="space-between" gap="xs" mb="xs" align="flex-start">
        <div>
          <Text fw={600} className="break">
            {place}.{' '}
            {[result.title, ...result.heading_path.filter((part) => part !== result.title)].join(
              ' › ',
            )}
          </Text>
          <Anchor href={result.url} target="_blank" rel="noreferrer" size="sm" className="break">
            {result.url}
          </Anchor>
        </div>
        <Badge variant="default" tt="none" fw={500}>
          {result.page_kind}
        </Badge>
      </Group>
      <Text size="sm" className="passage">
        {result.text}
      </Text>
      <Group justify="space-between" mt="sm" gap="xs">
        <Ranks of={result} />
        <Text size="sm" c="dimmed">
          read <Moment at={result.fetched_at} />
        </Text>
      </Group>
    </Box>
  );
}
