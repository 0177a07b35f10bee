import { contextualText } from '../indexing/contextual-text.js';
import { hashTerm } from '../terms/hash-text.js';
import { DEFAULT_LANGUAGE, type Language, languages, readLanguage } from '../terms/languages.js';
import { remembering } from '../terms/remembering.js';
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
  const total = idfs.reduce<number>((sum, idf) => sum + (idf ?? 0), 0);
  if (total === 0) return 0;
  const covered = chunk.covered ?? weighHeld(chunk, { readings, idfs });
  return Math.min(1, covered / total);
}

const termsIn = Object.fromEntries(
  languages.map((language) => [
    language,
    remembering((text) => Int32Array.from(new Set(tokenize(text, language).map(hashTerm)))),
  ]),
) as Record<Language, (text: string) => Int32Array>;

/** A word counts once, by the reading that the chunk's text holds. */
function weighHeld(chunk: FoundChunk, { readings, idfs }: WeighedWords): number {
  const language = readLanguage(chunk.language) ?? DEFAULT_LANGUAGE;
  const held = termsIn[language](contextualText(chunk, chunk.text));
  const shares = new Map<number, number>();
  for (const { place, term, share } of readings) {
    if (term !== null && held.includes(term)) shares.set(place, share);
  }
  return [...shares].reduce((sum, [place, share]) => sum + share * (idfs[place - 1] ?? 0), 0);
}
