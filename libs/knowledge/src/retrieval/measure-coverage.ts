import { contextualText } from '../indexing/contextual-text.js';
import { hashTerm } from '../terms/hash-text.js';
import { tokenize } from '../terms/tokenize.js';
import type { FoundChunk } from './search.repository.js';

/** The question's terms with the weight of each. */
export interface WeighedTerms {
  terms: readonly number[];
  idfs: readonly number[];
}

/**
 * The share of the question's idf weight that stands in a chunk, its title or its headings, 0 to 1. The lexical leg has
 * added it up for what it found; for the others the text is read.
 */
export function measureCoverage(chunk: FoundChunk, { terms, idfs }: WeighedTerms): number {
  const total = idfs.reduce((sum, idf) => sum + idf, 0);
  if (total === 0) return 0;
  if (chunk.covered !== null) return Math.min(1, chunk.covered / total);
  const held = new Set(tokenize(contextualText(chunk, chunk.text)).map(hashTerm));
  const covered = terms.reduce((sum, term, i) => sum + (held.has(term) ? (idfs[i] ?? 0) : 0), 0);
  return covered / total;
}
