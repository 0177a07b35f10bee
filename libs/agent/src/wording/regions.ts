import { countriesOf } from '../grounding/claims/countries.js';

/** A country or union of countries in a question, where it stands there. */
export interface NamedRegion {
  /** One for every spelling: no word of a text is called so. */
  term: string;
  word: string;
  start: number;
  end: number;
}

/** Shoppers type these in small letters, too; "us" is a word. */
const ABBREVIATIONS = /(?<![\p{L}\p{N}])(?:eu|uk|usa|uae)(?![\p{L}\p{N}])/giu;
const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** Its countries are meant where a page speaks of the union alone. */
const UNION = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE';
const inUnion: ReadonlySet<string> = new Set(UNION.split(' ').map((code) => `@${code}`));

/** Terms for the regions that a text names, the same whatever it calls them: the UK is the United Kingdom. */
export function regionTerms(text: string): string[] {
  return [...countriesOf(text).keys()].map((code) => `@${code}`);
}

/** The regions that a question names; none where all of it is in capitals, which mean nothing then. */
export function regionsIn(question: string): NamedRegion[] {
  if (question === question.toUpperCase()) return [];
  const plain = question.replaceAll(ABBREVIATIONS, (word) => word.toUpperCase());
  return [...countriesOf(plain)].map(([code, name]) => {
    const start = plain.indexOf(name);
    const end = start + name.length;
    return { term: `@${code}`, word: question.slice(start, end), start, end };
  });
}

/** Terms for what the region of a term belongs to. */
export const unionsOf = (term: string): string[] => (inUnion.has(term) ? ['@EU'] : []);

/** The full name of a region by its term, for a search; null for any other term. */
export function regionName(term: string): string | null {
  return term.startsWith('@') ? (names.of(term.slice(1)) ?? null) : null;
}
