import { detectQuestionLanguages, type Language } from '@app/knowledge';

/**
 * The language to search in for a question whose own none of the store's pages is in; null where one may be, or nothing
 * tells. A question in another alphabet tells, whatever its words.
 */
export function foreignTo(question: string, spoken: readonly Language[]): Language | null {
  const [main] = spoken;
  // words of a language that is not known are taken for those of others
  if (main === undefined || spoken.includes('other')) return null;
  if (isOfOtherAlphabet(question)) return main;
  const detected = detectQuestionLanguages(question);
  return detected.length > 0 && !detected.some((one) => spoken.includes(one)) ? main : null;
}

/** All languages that are known by name are written in Latin letters. */
function isOfOtherAlphabet(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  return letters.length > 1 && latin * 2 < letters.length;
}
