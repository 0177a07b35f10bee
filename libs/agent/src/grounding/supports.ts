import { termsOf } from '../wording/words.js';
import { contentTerms } from './claims/clause.js';
import { subjectTerms } from './claims/subject.js';
import { findFigures } from './figures/find-figures.js';
import type { SourceReading } from './source-reading.js';

/** Fitted on pairs of a page and a sentence: the lowest that lets no invention of the fitting half pass. */
export const SUPPORT_FLOOR = 0.6;
/** A true sentence rests on a few clauses that stand together, an invented one on words from all over the page. */
const WINDOW = 4;

/** What a sentence needs whose subject the text calls by no such word: "money" may be the purchase price, "cork mats" are not there. */
const FOREIGN_SUBJECT_FLOOR = 0.66;
const SURELY_A_NAME = 2;

/** Whether a text bears what a sentence says: of the same thing, and most of it. */
export function isSupported(sentence: string, source: SourceReading): boolean {
  const subject = subjectTerms(sentence);
  const isForeign = subject.length > 0 && !subject.some((term) => source.index.knows(term));
  if (isForeign && subject.length >= SURELY_A_NAME) return false;
  const floor = isForeign ? FOREIGN_SUBJECT_FLOOR : SUPPORT_FLOOR;
  return supportScore(sentence, source) >= floor;
}

/** How far a text bears what a sentence says, 0 to 1: the share of its content words there, and in one place of it. */
export function supportScore(sentence: string, source: SourceReading): number {
  const ofFigures = unitTerms(sentence);
  const isCompared = (term: string) => ofFigures.has(term) && !source.index.knows(term);
  const terms = [...contentTerms(sentence)].filter((term) => !isCompared(term));
  if (terms.length === 0) return 1;
  const anywhere = terms.filter((term) => source.index.knows(term)).length;
  return (anywhere + together(terms, source)) / (2 * terms.length);
}

/** Words of its units, which are compared as figures: "59 pounds" may be £59, "36 months" three years. */
function unitTerms(sentence: string): Set<string> {
  const measures = findFigures(sentence).filter(({ unit }) => unit !== null);
  return termsOf(measures.map(({ text }) => text).join(' '));
}

function together(terms: readonly string[], { clauses }: SourceReading): number {
  const found = clauses.map(({ index }) => terms.map((term) => index.knows(term)));
  const counts = found.map((_, from) => {
    const window = found.slice(from, from + WINDOW);
    return terms.filter((_term, i) => window.some((row) => row[i] === true)).length;
  });
  return Math.max(0, ...counts);
}
