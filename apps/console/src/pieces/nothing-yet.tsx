import { Box, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Where there is nothing: says why, and what comes next. */
export function NothingYet({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <Box className="card" p="xl">
      <Stack align="center" gap="xs" py="lg" ta="center">
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text c="dimmed" maw="36rem">
          {children}
        </Text>
        {action && <Box mt="sm">{action}</Box>}
      </Stack>
    </Box>
  );
}
