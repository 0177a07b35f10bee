import { isLightWord } from '../../questions/light-words.js';
import { splitWords } from '../../wording/words.js';
import { countriesOf } from './countries.js';

/** What may stand before a word that is capitalised only because something begins with it. */
const BEGINS = /(?:^|[.!?:…|"“„«'‘(\n>-]|\*\*|^\s*\d+[.)])\s*[*_"“„«'‘(]*$/u;
const CAPITALISED = /(?<![\p{L}\p{N}@.])\p{Lu}[\p{L}\p{N}'’&-]*/gu;
/** Days, months and currencies are parts of figures, and other words that English writes large. */
const NO_NAME =
  /^(?:I|I['’]\p{L}+|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September|October|November|December|AM|PM|USD|CAD|AUD|NZD|EUR|GBP|CHF|JPY|INR|HUF|SEK|NOK|DKK|PLN|CZK|FAQs?|URL|PDF|OK|VAT)$/u;

/** Names in a text: words written large within a sentence, and words with capitals inside anywhere. */
export function namesIn(text: string, { isGerman }: { isGerman: boolean }): string[] {
  const countries = [...countriesOf(text).values()].join(' ');
  return [...text.matchAll(CAPITALISED)]
    .filter(({ 0: word, index }) => {
      return !countries.includes(word) && isName(word, text.slice(0, index), isGerman);
    })
    .map(([word]) => word);
}

function isName(word: string, before: string, isGerman: boolean): boolean {
  if (NO_NAME.test(word) || isLightWord(word)) return false;
  if (/\p{Ll}\p{Lu}|^\p{Lu}{3,}$/u.test(word)) return true;
  return !isGerman && word.length > 1 && !BEGINS.test(before);
}

/** Whether a name stands in a text, whole or in its parts, or is no name but a word that the text knows. */
export function nameStands(
  name: string,
  words: ReadonlySet<string>,
  knows: (term: string) => boolean,
): boolean {
  const parts =
    name
      .toLowerCase()
      .replace(/['’]s?$/u, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  if (parts.every((part) => words.has(part))) return true;
  const terms = splitWords(name).flatMap((word) => word.terms);
  return terms.length > 0 && terms.every(knows);
}
