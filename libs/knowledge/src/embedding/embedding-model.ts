import type { Counted } from '@app/tenancy';

export const EMBEDDING_MODEL = Symbol('EmbeddingModel');

/** What its vectors know: words and their forms, or meaning, and with it paraphrases. */
export const embeddingKinds = ['lexical', 'semantic'] as const;
export type EmbeddingKind = (typeof embeddingKinds)[number];

/**
 * Turns texts into unit vectors. Vectors of different fingerprints never meet in one search: changing the model re-embeds
 * into a new release.
 */
export interface EmbeddingModel {
  /** Names everything that makes vectors comparable: the model, its version and its width. */
  readonly fingerprint: string;
  /** As its server calls it; null for the built-in one, which asks none. */
  readonly model: string | null;
  /** How many numbers a vector has; null where only the model's own answer tells. */
  readonly dimensions: number | null;
  readonly kind: EmbeddingKind;
  /** What the ranking gives its score for each 1 of the lexical score. */
  readonly weight: number;
  /**
   * One unit vector per text, in the order of the texts. A model of another's server notes each of its calls with what it
   * is given to count by, and throws TENANCY_BUDGET_SPENT where that allows none.
   */
  embedMany(texts: readonly string[], signal?: AbortSignal, counted?: Counted): Promise<number[][]>;
  embedQuery(text: string, signal?: AbortSignal, counted?: Counted): Promise<number[]>;
}
