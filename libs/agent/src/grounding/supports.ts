import { contentTerms } from './claims/clause.js';
import type { SourceReading } from './source-reading.js';

/** Fitted on pairs of a page and a sentence: the lowest that lets no invention of the fitting half pass. */
export const SUPPORT_FLOOR = 0.6;
/** A true sentence rests on a few clauses that stand together, an invented one on words from all over the page. */
const WINDOW = 4;

/** How far a text bears what a sentence says, 0 to 1: the share of its content words there, and in one place of it. */
export function supportScore(sentence: string, source: SourceReading): number {
  const terms = [...contentTerms(sentence)];
  if (terms.length === 0) return 1;
  const anywhere = terms.filter((term) => source.index.knows(term)).length;
  return (anywhere + together(terms, source)) / (2 * terms.length);
}

function together(terms: readonly string[], { clauses }: SourceReading): number {
  const found = clauses.map(({ index }) => terms.map((term) => index.knows(term)));
  const counts = found.map((_, from) => {
    const window = found.slice(from, from + WINDOW);
    return terms.filter((_term, i) => window.some((row) => row[i] === true)).length;
  });
  return Math.max(0, ...counts);
}
