import { termsOf } from '../wording/words.js';
import { type Excerpt, extendExcerpt, introduceExcerpt, quoteOf } from './excerpt.js';

const MAX_EXCERPTS = 3;
const MAX_TOTAL_LENGTH = 900;
const SCORE_SHARE = 0.62;
const TOO_ALIKE = 0.6;

/** The few excerpts worth showing: the best, then others nearly as good that say something else. */
export function selectExcerpts(excerpts: readonly Excerpt[]): Excerpt[] {
  const best = excerpts[0];
  if (best === undefined) return [];
  const selected = [extendExcerpt(introduceExcerpt(best))];
  let length = selected[0]!.end - selected[0]!.start;
  for (const found of excerpts) {
    if (found.score < best.score * SCORE_SHARE || selected.length === MAX_EXCERPTS) break;
    const excerpt = introduceExcerpt(found);
    const isTooLong =
      selected.length > 0 && length + excerpt.end - excerpt.start > MAX_TOTAL_LENGTH;
    if (isTooLong || selected.some((other) => isAlike(other, excerpt))) continue;
    selected.push(excerpt);
    length += excerpt.end - excerpt.start;
  }
  return selected;
}

/** Whether `b` says what `a` says in about the same words; with a figure of its own it says something else. */
function isAlike(a: Excerpt, b: Excerpt): boolean {
  if (a.chunk.chunkId === b.chunk.chunkId && a.start < b.end && b.start < a.end) return true;
  const [termsA, termsB] = [termsOf(quoteOf(a)), termsOf(quoteOf(b))];
  const shared = [...termsA].filter((term) => termsB.has(term)).length;
  const isSimilar = shared / Math.max(1, Math.min(termsA.size, termsB.size)) >= TOO_ALIKE;
  return isSimilar && figuresOf(termsB).every((figure) => termsA.has(figure));
}

function figuresOf(terms: ReadonlySet<string>): string[] {
  return [...terms].filter((term) => /\d/.test(term));
}
