import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';

import { ProblemNotice } from './problem-notice.js';

interface Read<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

/** Loading, failed or there: the three states of everything that is read. `height` is what it will take, so nothing jumps. */
export function ReadState<T>({
  read,
  height = 120,
  rows = 1,
  children,
}: {
  read: Read<T>;
  height?: number;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  if (read.data !== undefined) return children(read.data);
  if (read.error) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  return (
    <Stack gap="sm" aria-busy="true">
      <VisuallyHidden role="status">Loading</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </Stack>
  );
}
