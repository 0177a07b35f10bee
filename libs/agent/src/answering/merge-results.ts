import type { RetrievedChunk } from '@app/knowledge';

/** Reciprocal-rank fusion (Cormack and others, 2009) of lists of results; short lists want a small constant. */
const RANK_CONSTANT = 10;

export function mergeResults(
  lists: readonly (readonly RetrievedChunk[])[],
  limit: number,
): RetrievedChunk[] {
  const merged = new Map<string, { chunk: RetrievedChunk; score: number }>();
  for (const list of lists) {
    list.forEach((chunk, rank) => {
      const entry = merged.get(chunk.chunkId) ?? { chunk, score: 0 };
      entry.score += 1 / (RANK_CONSTANT + rank);
      merged.set(chunk.chunkId, entry);
    });
  }
  return [...merged.values()]
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ chunk }) => chunk);
}
