import { contextualText } from '../indexing/contextual-text.js';
import { hashTerm } from '../terms/hash-text.js';
import { DEFAULT_LANGUAGE, readLanguage } from '../terms/languages.js';
import { tokenize } from '../terms/tokenize.js';
import type { Reading } from './query-terms.js';
import type { FoundChunk } from './search.repository.js';

/** The question's words, and the weight of each; null for a stop word. */
export interface WeighedWords {
  readings: readonly Reading[];
  idfs: readonly (number | null)[];
}

/**
 * The share of the question's idf weight that stands in a chunk, its title or its headings, 0 to 1. The lexical leg has
 * added it up for what it found; for the others the text is read.
 */
export function measureCoverage(chunk: FoundChunk, { readings, idfs }: WeighedWords): number {
  const weigh = (places: Iterable<number>) =>
    [...places].reduce((sum, place) => sum + (idfs[place - 1] ?? 0), 0);
  const total = weigh(idfs.map((_idf, i) => i + 1));
  if (total === 0) return 0;
  const covered = chunk.covered ?? weigh(placesIn(chunk, readings));
  return Math.min(1, covered / total);
}

function placesIn(chunk: FoundChunk, readings: readonly Reading[]): Set<number> {
  const language = readLanguage(chunk.language) ?? DEFAULT_LANGUAGE;
  const held = new Set(tokenize(contextualText(chunk, chunk.text), language).map(hashTerm));
  return new Set(
    readings.filter(({ term }) => term !== null && held.has(term)).map(({ place }) => place),
  );
}
