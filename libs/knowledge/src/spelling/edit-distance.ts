import { bitsIn } from '../terms/bits-in.js';

/**
 * Optimal string alignment distance (Damerau-Levenshtein without overlapping swaps) as far as a limit, infinite beyond it.
 * Most words of a shelf are told apart by their letters alone, so that a misspelt one is compared with thousands in time.
 */
export function editDistance(a: string, b: string, limit = Infinity): number {
  if (Math.abs(a.length - b.length) > limit || lettersApart(lettersOf(a), lettersOf(b)) > 2 * limit)
    return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = nextRow(a, b, last, beforeLast);
    // a swap reaches two rows back, and then costs one
    if (Math.min(...row) > limit + 1) return Infinity;
    beforeLast = last;
    last = row;
  }
  const distance = last[b.length]!;
  return distance > limit ? Infinity : distance;
}

/** The distances of one more letter of `a` to each beginning of `b`. */
function nextRow(a: string, b: string, last: number[], beforeLast: number[]): number[] {
  const i = last[0]! + 1;
  const row = [i];
  for (let j = 1; j <= b.length; j++) {
    const substitution = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
    const edits = Math.min(last[j]! + 1, row[j - 1]! + 1, substitution);
    const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    row.push(isSwap ? Math.min(edits, beforeLast[j - 2]! + 1) : edits);
  }
  return row;
}

/** Its letters as bits, those that share a place among 32 taken for one. */
export function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

/** How many letters only one of two words has; an edit changes two at most. */
export const lettersApart = (a: number, b: number): number => bitsIn(a ^ b);
