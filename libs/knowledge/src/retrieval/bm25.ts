/** Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with Lucene's idf. */
export const BM25_K1 = 1.2;
export const BM25_B = 0.75;

/** How rare a term is among `chunkCount` chunks of which `frequency` hold it; never negative. */
export function inverseFrequency(chunkCount: number, frequency: number): number {
  return Math.log(1 + (chunkCount - frequency + 0.5) / (frequency + 0.5));
}

/** What one term contributes for occurring `count` times in a chunk of `length` terms, before its idf. */
export function termWeight(count: number, length: number, averageLength: number): number {
  const norm = BM25_K1 * (1 - BM25_B + BM25_B * (length / averageLength));
  return (count * (BM25_K1 + 1)) / (count + norm);
}

/** How often each term stands in a list of terms. */
export function countTerms<T>(terms: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
