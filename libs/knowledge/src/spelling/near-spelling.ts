/** Shorter words have too many neighbours: "case" is not a typing error of "care". */
const SHORTEST_SPELT = 4;
const TWO_EDITS_FROM = 8;

/** Whether two terms differ by a typing error: one edit or swap of neighbours, two in long words, same first letter. */
export function isNearSpelling(a: string, b: string): boolean {
  if (!isSpelt(a) || !isSpelt(b) || a[0] !== b[0]) return false;
  const limit = editsAllowed(Math.max(a.length, b.length));
  return Math.abs(a.length - b.length) <= limit && editDistance(a, b) <= limit;
}

/** Whether a term can be a misspelt one at all: numbers are not, short ones are other words. */
export const isSpelt = (term: string): boolean =>
  term.length >= SHORTEST_SPELT && !/\p{N}/u.test(term);

/** How many typing errors a word of a length may hold. */
export const editsAllowed = (length: number): number => (length >= TWO_EDITS_FROM ? 2 : 1);

/** Optimal string alignment distance (Damerau-Levenshtein without overlapping swaps). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const edits = Math.min(last[j]! + 1, row[j - 1]! + 1, substitution);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(isSwap ? Math.min(edits, beforeLast[j - 2]! + 1) : edits);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
