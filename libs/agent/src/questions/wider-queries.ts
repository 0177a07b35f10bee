import { isNearSpelling } from '@app/knowledge';

import { regionName } from '../wording/regions.js';
import { synonymTerms, synonymWords } from '../wording/synonyms.js';
import type { Question } from './question.js';

const MAX_WORDS = 24;

/** What the part of a site is called that holds such details; its text often names none of what was asked. */
const PLACES: Partial<Record<NonNullable<Question['expects']>, string>> = {
  phone: 'contact us phone',
  email: 'contact us email',
  place: 'contact us address',
  time: 'opening hours contact us Monday Friday',
};

/** Further searches where the first found too little: with the words a store may use, and for where details are kept. */
export function widerQueries(query: string, question: Question): string[] {
  const words = question.terms
    .filter(({ weight, isName }) => weight >= 0.5 && !isName)
    .flatMap(({ term }) => [...synonymWords(term), ...correctedWords(term)]);
  const regions = question.terms.flatMap(({ term }) => regionName(term) ?? []);
  const others = [...new Set([...regions, ...words])].slice(0, MAX_WORDS);
  const place = question.expects === null ? undefined : PLACES[question.expects];
  return [
    ...(others.length > 0 ? [`${query} ${others.join(' ')}`] : []),
    ...(place ? [place] : []),
  ];
}

function correctedWords(term: string): string[] {
  if (synonymWords(term).length > 0) return [];
  return [...synonymTerms()].filter((known) => isNearSpelling(term, known)).flatMap(synonymWords);
}
