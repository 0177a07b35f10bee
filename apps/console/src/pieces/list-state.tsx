import { Stack } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';

import { MoreButton } from './more-button.js';
import { ReadState } from './read-state.js';

/** A list that is read slice by slice, in each of its states; `isCard` where nothing else frames it. */
export function ListState<Item>({
  list,
  height,
  rows,
  label,
  isCard = false,
  empty,
  keyOf,
  children,
}: {
  list: {
    items: Item[] | undefined;
    error: Error | null;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  height: number;
  rows?: number;
  label: string;
  isCard?: boolean;
  empty: ReactNode;
  keyOf: (item: Item) => string | number;
  children: (item: Item) => ReactNode;
}) {
  return (
    <>
      <ReadState read={{ ...list, data: list.items }} height={height} rows={rows}>
        {(items) =>
          items.length === 0 ? (
            empty
          ) : (
            <Stack
              gap={0}
              className={isCard ? 'card' : undefined}
              component="ul"
              p={0}
              m={0}
              aria-label={label}
            >
              {items.map((item) => (
                <Fragment key={keyOf(item)}>{children(item)}</Fragment>
              ))}
            </Stack>
          )
        }
      </ReadState>
      <MoreButton list={list} />
    </>
  );
}
