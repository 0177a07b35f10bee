import { editDistance } from './edit-distance.js';

/** Shorter words have too many neighbours: "case" is not a typing error of "care". */
const SHORTEST_SPELT = 4;
const TWO_EDITS_FROM = 8;

/** Whether two terms differ by a typing error: one edit or swap of neighbours, two in long words, same first letter. */
export function isNearSpelling(a: string, b: string): boolean {
  if (!isSpelt(a) || !isSpelt(b) || a[0] !== b[0]) return false;
  const limit = editsAllowed(Math.max(a.length, b.length));
  return editDistance(a, b, limit) <= limit;
}

/** Whether a term can be a misspelt one at all: numbers are not, short ones are other words. */
export const isSpelt = (term: string): boolean =>
  term.length >= SHORTEST_SPELT && !/\p{N}/u.test(term);

/** How many typing errors a word of a length may hold. */
export const editsAllowed = (length: number): number => (length >= TWO_EDITS_FROM ? 2 : 1);
