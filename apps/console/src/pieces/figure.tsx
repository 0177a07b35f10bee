import { Box, Skeleton, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** One number with its name; while it is read its place is kept. */
export function Figure({
  label,
  value,
  note,
}: {
  label: string;
  value?: ReactNode;
  note?: ReactNode;
}) {
  return (
    <Box className="card" p="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      {value === undefined ? (
        <Skeleton height={24} width="60%" my={4} />
      ) : (
        <Text component="div" fz={22} fw={650} lh="32px" className="numbers break">
          {value}
        </Text>
      )}
      <Text component="div" size="sm" c="dimmed" mih={22}>
        {note}
      </Text>
    </Box>
  );
}
