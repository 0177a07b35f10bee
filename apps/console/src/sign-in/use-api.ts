import type { Client, Input, Output, PathWith } from '@app/client';
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';

import { useSession } from './session.js';

type Get<P extends PathWith<'get'>> = Input<'get', P>;
type AnyGet = (path: string, input: object) => Promise<{ data: unknown }>;

interface ReadOptions<T> {
  isOff?: boolean;
  /** How soon it is read again by itself, from what was read; false: not at all. */
  again?: (data: T | undefined) => number | false;
}

const hiddenMs = 20_000;

/** As soon as asked while somebody looks at the page, seldom while nobody does. */
const paced = (ms: number | false): number | false =>
  ms !== false && document.hidden ? Math.max(ms, hiddenMs) : ms;

/** Reads something of the API; it is kept under its address. */
export function useRead<P extends PathWith<'get'>>(
  path: P,
  input: Get<P>,
  { isOff, again }: ReadOptions<Output<'get', P>> = {},
): UseQueryResult<Output<'get', P>> {
  const { client } = useSession();
  // its type is the document's, which the library cannot look into
  const read = useQuery<unknown>({
    queryKey: [path, input],
    queryFn: async ({ signal }) => {
      const { data } = await (client.GET as unknown as AnyGet)(path, { ...input, signal });
      return data;
    },
    enabled: !isOff,
    ...(again && {
      refetchInterval: (query) => paced(again(query.state.data as Output<'get', P> | undefined)),
      refetchIntervalInBackground: true,
    }),
  });
  return read as UseQueryResult<Output<'get', P>>;
}

type ItemOf<List> = List extends { items: (infer Item)[] } ? Item : never;

interface Slice {
  items: unknown[];
  next_cursor: string | null;
}

/** Reads a list slice by slice; `items` are those read so far. */
export function useSlices<P extends PathWith<'get'>>(
  path: P,
  input: Get<P>,
  { isOff, again }: ReadOptions<ItemOf<Output<'get', P>>[]> = {},
) {
  const { client } = useSession();
  const itemsOf = (slices: Slice[] | undefined) =>
    slices?.flatMap(({ items }) => items) as ItemOf<Output<'get', P>>[] | undefined;
  const list = useInfiniteQuery({
    queryKey: [path, input, 'slices'],
    queryFn: async ({ pageParam, signal }) => {
      const { params } = input as { params?: { query?: object; path?: object } };
      const query = { limit: 25, ...params?.query, ...(pageParam && { cursor: pageParam }) };
      const asked = { params: { ...params, query }, signal };
      const { data } = await (client.GET as unknown as AnyGet)(path, asked);
      return data as Slice;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (slice) => slice.next_cursor,
    enabled: !isOff,
    ...(again && {
      refetchInterval: (query: { state: { data: { pages: Slice[] } | undefined } }) =>
        paced(again(itemsOf(query.state.data?.pages))),
      refetchIntervalInBackground: true,
    }),
  });
  return { ...list, items: itemsOf(list.data?.pages) };
}

/** Changes something; afterwards everything on the page is read again, since a change may show anywhere. */
export function useChange<Given, Made>(work: (client: Client, given: Given) => Promise<Made>) {
  const { client } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: Given) => work(client, given),
    onSuccess: () => queries.invalidateQueries(),
  });
}
