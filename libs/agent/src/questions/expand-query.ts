import { isNearSpelling } from '../wording/near-spelling.js';
import { synonymTerms, synonymWords } from '../wording/synonyms.js';
import type { Question } from './question.js';

const MAX_WORDS = 24;

/** Words a store may use for what the shopper said, for a second, wider search when the first found too little. */
export function expansionWords(question: Question): string[] {
  const words = question.terms
    .filter(({ weight, isName }) => weight >= 0.5 && !isName)
    .flatMap(({ term }) => [...synonymWords(term), ...correctedWords(term)]);
  const hints = question.expects === null ? [] : HINTS[question.expects];
  return [...new Set([...hints, ...words])].slice(0, MAX_WORDS);
}

const HINTS: Record<NonNullable<Question['expects']>, readonly string[]> = {
  phone: ['contact', 'call'],
  email: ['contact', 'email'],
  place: ['address', 'contact'],
  time: ['hours', 'Monday', 'Friday'],
  duration: [],
  measure: [],
  price: [],
  count: [],
  percentage: [],
};

function correctedWords(term: string): string[] {
  if (synonymWords(term).length > 0) return [];
  return [...synonymTerms()].filter((known) => isNearSpelling(term, known)).flatMap(synonymWords);
}
