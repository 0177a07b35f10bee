import type { Schema } from '@app/client';
import { Box, Group, Progress, SimpleGrid, Text, Title } from '@mantine/core';

import { ReadState } from '../pieces/read-state.js';
import { plainWords, showBytes, showCount } from '../pieces/texts.js';
import { useRead } from '../sign-in/use-api.js';

type Limit = Schema<'LimitList'>['items'][number];

/** What the store may ask for and have, and how much of it is used. */
export function LimitList({ storeId }: { storeId: string }) {
  const limits = useRead('/api/v1/stores/{store_id}/limits', {
    params: { path: { store_id: storeId } },
  });
  return (
    <Box className="card" p="lg" component="section" aria-labelledby="limits">
      <Title order={2} size="h4" id="limits" mb="md">
        Limits
      </Title>
      <ReadState read={limits} height={240}>
        {({ items }) => (
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="md">
            {items.map((limit) => (
              <LimitBar key={limit.name} limit={limit} />
            ))}
          </SimpleGrid>
        )}
      </ReadState>
    </Box>
  );
}

function LimitBar({ limit }: { limit: Limit }) {
  const { name, used, value } = limit;
  const show = name === 'storage_bytes' ? showBytes : showCount;
  const share = value === 0 ? 100 : Math.min(100, (used / value) * 100);
  const label = name === 'storage_bytes' ? 'Storage' : plainWords(name);
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text size="sm">{label}</Text>
        <Text size="sm" c="dimmed" className="numbers">
          {show(used)} of {show(value)}
        </Text>
      </Group>
      <Progress
        value={share}
        color={share >= 90 ? 'red' : undefined}
        aria-label={`${label}: ${show(used)} of ${show(value)}`}
        size="sm"
      />
    </div>
  );
}
