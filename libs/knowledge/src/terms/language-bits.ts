import { type Language, languages } from './languages.js';

/** Of any release, whatever its languages: what all languages agree on needs none of them. */
const ANY = 1 << 30;

/** A bit for each language: a search compares the languages of each reading with those of the release. */
export function languageBits(some: readonly Language[]): number {
  const bits = some.reduce((sum, language) => sum | (1 << languages.indexOf(language)), 0);
  return some.length === languages.length ? bits | ANY : bits;
}

/** The same of a column with the languages of a release. */
export const languageBitsSql = (column: string): string => `
  (SELECT ${ANY} | coalesce(bit_or(1 << (l.place::int - 1)), 0)
   FROM unnest('{${languages.join()}}'::text[]) WITH ORDINALITY AS l (language, place)
   WHERE l.language = ANY (${column}))`;
