import { Skeleton, Stack } from '@mantine/core';

/** While the code of a page comes. */
export function LoadingPage() {
  return (
    <Stack aria-busy="true">
      <Skeleton height={36} width={240} />
      <Skeleton height={280} />
    </Stack>
  );
}
