import { detectQuestionLanguages, type Language } from '@app/knowledge';

/** What languages are written in that are not written in Latin letters. */
const ALPHABETS: Partial<Record<Language, RegExp>> = {
  ru: /\p{Script=Cyrillic}/u,
  uk: /\p{Script=Cyrillic}/u,
  el: /\p{Script=Greek}/u,
  ar: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
};
const LATIN = /\p{Script=Latin}/u;

/**
 * The language to search in for a question whose own none of the store's pages is in; null where one may be, or nothing
 * tells. A question in an alphabet that no page is written in tells, whatever its words; Latin letters do not, since brands
 * are written in them everywhere.
 */
export function foreignTo(question: string, spoken: readonly Language[]): Language | null {
  const [main] = spoken;
  // words of a language that is not known are taken for those of others
  if (main === undefined || spoken.includes('other')) return null;
  const isReadable = [LATIN, ...spoken.map((one) => ALPHABETS[one] ?? LATIN)].some((letters) =>
    isWrittenIn(letters, question),
  );
  if (!isReadable) return main;
  const detected = detectQuestionLanguages(question);
  return detected.length > 0 && !detected.some((one) => spoken.includes(one)) ? main : null;
}

/** Also what has no letters, or hardly any. */
function isWrittenIn(alphabet: RegExp, text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const known = letters.filter((letter) => alphabet.test(letter)).length;
  return letters.length <= 1 || known * 2 >= letters.length;
}
