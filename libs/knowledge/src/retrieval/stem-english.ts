/**
 * The Porter stemmer for English (M. F. Porter, "An algorithm for suffix stripping", 1980), with Porter's own later
 * departures (`bli`, `logi`). Words of other alphabets, words with digits and words under three letters stay as they are.
 */
export function stemEnglish(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  const marked = word.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
  const stem = [dropPlural, dropPastTense, yToI, shortenDouble, dropSuffix, dropEnding, dropFinalE];
  return stem.reduce((current, step) => step(current), marked).toLowerCase();
}

const CONSONANTS = '[^aeiou][^aeiouy]*';
const VOWELS = '[aeiouy][aeiou]*';
const hasMeasure1 = new RegExp(`^(?:${CONSONANTS})?${VOWELS}${CONSONANTS}`);
const isMeasure1 = new RegExp(`^(?:${CONSONANTS})?${VOWELS}${CONSONANTS}(?:${VOWELS})?$`);
const hasMeasure2 = new RegExp(`^(?:${CONSONANTS})?(?:${VOWELS}${CONSONANTS}){2}`);
const hasVowel = new RegExp(`^(?:${CONSONANTS})?[aeiouy]`);
const isShort = new RegExp(`^${CONSONANTS}[aeiouy][^aeiouwxyY]$`);

function dropPlural(word: string): string {
  if (/(?:ss|i)es$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function dropPastTense(word: string): string {
  if (word.endsWith('eed')) return hasMeasure1.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const stem = /^(.+?)(?:ed|ing)$/.exec(word)?.[1];
  if (stem === undefined || !hasVowel.test(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/([^aeiouylsz])\1$/.test(stem)) return stem.slice(0, -1);
  return isShort.test(stem) ? `${stem}e` : stem;
}

function yToI(word: string): string {
  const stem = word.slice(0, -1);
  return /[yY]$/.test(word) && hasVowel.test(stem) ? `${stem}i` : word;
}

const DOUBLE_SUFFIXES = [
  ['ational', 'ate'], ['tional', 'tion'], ['enci', 'ence'], ['anci', 'ance'], ['izer', 'ize'],
  ['bli', 'ble'], ['alli', 'al'], ['entli', 'ent'], ['eli', 'e'], ['ousli', 'ous'],
  ['ization', 'ize'], ['ation', 'ate'], ['ator', 'ate'], ['alism', 'al'], ['iveness', 'ive'],
  ['fulness', 'ful'], ['ousness', 'ous'], ['aliti', 'al'], ['iviti', 'ive'], ['biliti', 'ble'],
  ['logi', 'log'],
] as const; // prettier-ignore

function shortenDouble(word: string): string {
  return replaceSuffix(word, DOUBLE_SUFFIXES);
}

const SUFFIXES = [
  ['icate', 'ic'], ['ative', ''], ['alize', 'al'], ['iciti', 'ic'], ['ical', 'ic'], ['ful', ''],
  ['ness', ''],
] as const; // prettier-ignore

function dropSuffix(word: string): string {
  return replaceSuffix(word, SUFFIXES);
}

function replaceSuffix(word: string, table: readonly (readonly [string, string])[]): string {
  const entry = table.find(([suffix]) => word.endsWith(suffix));
  if (entry === undefined) return word;
  const stem = word.slice(0, -entry[0].length);
  return hasMeasure1.test(stem) ? stem + entry[1] : word;
}

const ENDINGS =
  /^(.+?)(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/;

function dropEnding(word: string): string {
  const stem = ENDINGS.exec(word)?.[1] ?? /^(.+?[st])ion$/.exec(word)?.[1];
  return stem !== undefined && hasMeasure2.test(stem) ? stem : word;
}

function dropFinalE(word: string): string {
  const stem = word.slice(0, -1);
  const isDroppable =
    word.endsWith('e') &&
    (hasMeasure2.test(stem) || (isMeasure1.test(stem) && !isShort.test(stem)));
  const shorter = isDroppable ? stem : word;
  return shorter.endsWith('ll') && hasMeasure2.test(shorter) ? shorter.slice(0, -1) : shorter;
}
