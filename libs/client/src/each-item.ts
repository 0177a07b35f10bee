interface Slice<T> {
  data: { items: T[]; next_cursor: string | null };
}

/**
 * Every item of a list, slice by slice:
 * `eachItem((cursor) => client.GET('/api/v1/stores', { params: { query: { cursor } } }))`.
 */
export async function* eachItem<T>(
  ask: (cursor: string | undefined) => Promise<Slice<T>>,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const { data } = await ask(cursor);
    yield* data.items;
    cursor = data.next_cursor ?? undefined;
  } while (cursor);
}
