import { Group, Progress, SimpleGrid, Text } from '@mantine/core';

import { DialogButton } from '../pieces/dialog-button.js';
import { ReadState } from '../pieces/read-state.js';
import { Section } from '../pieces/section.js';
import { useMay } from '../sign-in/session.js';
import { useRead } from '../sign-in/use-api.js';
import { ChangeLimits } from './change-limits.js';
import { labelOf, type Limit, showValue } from './limit-words.js';

/** What the store may ask for and have, and how much of it is used; the operator changes it. */
export function LimitList({ storeId }: { storeId: string }) {
  const isOperator = useMay('admin');
  const limits = useRead('/api/v1/stores/{store_id}/limits', {
    params: { path: { store_id: storeId } },
  });
  return (
    <Section
      title="Limits"
      about="What is over a rate is refused for a while; what is over the rest, until there is less of it."
      actions={
        isOperator &&
        limits.data && (
          <DialogButton label="Change limits" size="xs">
            {(dialog) => <ChangeLimits storeId={storeId} limits={limits.data.items} {...dialog} />}
          </DialogButton>
        )
      }
    >
      <ReadState read={limits} height={240}>
        {({ items }) => (
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="md">
            {items.map((limit) => (
              <LimitBar key={limit.name} limit={limit} />
            ))}
          </SimpleGrid>
        )}
      </ReadState>
    </Section>
  );
}

function LimitBar({ limit }: { limit: Limit }) {
  const { used, value, default_value } = limit;
  const share = value === 0 ? 100 : Math.min(100, (used / value) * 100);
  const words = `${showValue(limit, used)} of ${showValue(limit, value)}`;
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text size="sm">{labelOf(limit)}</Text>
        <Text size="sm" c="dimmed" className="numbers">
          {words}
          {value !== default_value && `, usually ${showValue(limit, default_value)}`}
        </Text>
      </Group>
      <Progress
        value={share}
        color={share >= 90 ? 'red' : undefined}
        aria-label={`${labelOf(limit)}: ${words}`}
        size="sm"
      />
    </div>
  );
}
