/** The best of each page of a list, in its order. */
export function capPages<T extends { pageId: string }>(ranked: readonly T[], most: number): T[] {
  const counts = new Map<string, number>();
  return ranked.filter(({ pageId }) => {
    const count = (counts.get(pageId) ?? 0) + 1;
    counts.set(pageId, count);
    return count <= most;
  });
}
