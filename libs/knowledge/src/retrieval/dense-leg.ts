import type { EmbeddingKind } from '../embedding/embedding-model.js';
import { EXACT_UP_TO } from '../sketching/exact-up-to.js';

/**
 * How the dense leg compares the question with the chunks of a release: exactly with each, or exactly with those whose
 * sketches are nearest. Our choice, never the planner's.
 */
export const denseMethods = ['exact', 'indexed'] as const;

/**
 * Why it was that: `few_chunks` to compare, of the release or of what the filter leaves; `many_chunks`; or the index of
 * the release is not in this process's memory, `index_not_ready`.
 */
export const denseReasons = ['few_chunks', 'many_chunks', 'index_not_ready'] as const;

export interface DenseLeg {
  embedding: EmbeddingKind;
  method: (typeof denseMethods)[number];
  reason: (typeof denseReasons)[number];
  /** Chunks of the release. */
  chunks: number;
  /** Chunks that were compared exactly after their sketches; null where all were. */
  candidates: number | null;
  /** Releases of more chunks than this are indexed. */
  exactUpTo: number;
}

/** Sketches that are looked behind: of 30,000 chunks that hardly differ 97 of 100 of the best ten are among 400, 91 among 200. */
export const CANDIDATES = 400;

/** A filter leaves some of the candidates; with fewer than this it leaves so little that all of it is compared. */
export const LEAST_CANDIDATES = 150;

/** Under a filter more are taken, so that enough remain. */
export const FILTERED_CANDIDATES = 2_000;

/** Chunks that are likely the nearest, in the release that they were found for and in no other. */
export interface DenseCandidates {
  releaseId: string;
  numbers: number[];
}

/** What became of a search of the dense leg. */
export function describeDense(
  embedding: EmbeddingKind,
  { releaseId, releaseChunks, candidates }: DenseFinds,
  guessed: { releaseId: string } | null,
): DenseLeg {
  const isUnread = releaseChunks > EXACT_UP_TO && guessed?.releaseId !== releaseId;
  const whyExact = isUnread ? 'index_not_ready' : 'few_chunks';
  return {
    embedding,
    method: candidates === null ? 'exact' : 'indexed',
    reason: candidates === null ? whyExact : 'many_chunks',
    chunks: releaseChunks,
    candidates,
    exactUpTo: EXACT_UP_TO,
  };
}

interface DenseFinds {
  releaseId: string;
  releaseChunks: number;
  candidates: number | null;
}
