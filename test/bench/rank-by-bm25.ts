const k1 = 1.2;
const b = 0.75;

/** BM25 in memory, written apart from the product's own, to measure that against. Returns places, the best first. */
export function rankByBm25(entries: readonly string[][]): (query: string[]) => number[] {
  const average = entries.reduce((sum, { length }) => sum + length, 0) / entries.length;
  const postings = new Map<string, Map<number, number>>();
  entries.forEach((terms, place) => {
    for (const term of terms) {
      const counts = postings.get(term) ?? new Map<number, number>();
      postings.set(term, counts.set(place, (counts.get(place) ?? 0) + 1));
    }
  });
  return (query) => {
    const scores = new Map<number, number>();
    for (const term of query) {
      const counts = postings.get(term) ?? new Map<number, number>();
      const idf = Math.log(1 + (entries.length - counts.size + 0.5) / (counts.size + 0.5));
      for (const [place, count] of counts) {
        const norm = k1 * (1 - b + (b * (entries[place]?.length ?? 0)) / average);
        const score = (idf * count * (k1 + 1)) / (count + norm);
        scores.set(place, (scores.get(place) ?? 0) + score);
      }
    }
    return [...scores].sort(([, x], [, y]) => y - x).map(([place]) => place);
  };
}
