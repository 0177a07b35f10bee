import { Group, Text } from '@mantine/core';

/** The sign of the product with its name. */
export function Brand() {
  return (
    <Group gap={10} wrap="nowrap">
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden>
        <rect width="32" height="32" rx="8" fill="var(--mantine-primary-color-filled)" />
        <path
          d="M9 12h14l-1.4 11H10.4zM12 12a4 4 0 0 1 8 0"
          fill="none"
          stroke="white"
          strokeWidth="2.4"
          strokeLinejoin="round"
        />
      </svg>
      <Text fw={700} size="lg">
        Storehand
      </Text>
    </Group>
  );
}
