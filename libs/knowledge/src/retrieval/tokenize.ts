import { stemEnglish } from './stem-english.js';
import { STOP_WORDS } from './stop-words.js';

/** Longer runs are keys, hashes or base64, not words; they are cut so that a page cannot bloat the index. */
const MAX_TERM_LENGTH = 40;

/** Texts repeat their words; emptied when full, so that it cannot grow. */
const knownStems = new Map<string, string>();
const MAX_KNOWN_STEMS = 50_000;

/** Letters that carry a stroke or are ligatures, which no Unicode decomposition separates. */
const FOLDED: Record<string, string> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ı: 'i', þ: 'th', ħ: 'h', ς: 'σ',
}; // prettier-ignore

const PIECES =
  /(?:\p{L}{0,3}(?=\p{N}))?\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;

/** Scripts written without spaces, or with endings glued on: two neighbouring characters make a term. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const UNSPACED_RUN = new RegExp(`${UNSPACED.source}+|(?:(?!${UNSPACED.source}).)+`, 'gu');

/**
 * The terms of a text in reading order, for both sides of the lexical search: Unicode words in folded case without
 * diacritics, English ones stemmed and without stop words; numbers, prices and article numbers whole.
 */
export function tokenize(text: string): string[] {
  const terms: string[] = [];
  for (const [piece] of foldText(text).matchAll(PIECES)) addTerms(piece, terms);
  return terms;
}

/** Compatibility forms unified, lower case, without the marks of Latin, Greek, Cyrillic, Arabic and Hebrew. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0640\u00ad\u200b-\u200f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøđðłıþħς]/g, (letter) => FOLDED[letter] ?? letter);
}

function addTerms(piece: string, terms: string[]): void {
  const number = /^(\p{L}*)(\p{N}+[.,].*)$/u.exec(piece);
  if (number !== null) {
    addWord(number[1] ?? '', terms);
    terms.push(normaliseNumber(number[2] ?? ''));
    return;
  }
  const parts = piece.split(/['’-]/);
  for (const part of parts) addWord(part, terms);
  if (parts.length > 1 && piece.includes('-')) addWord(parts.join(''), terms);
}

function addWord(word: string, terms: string[]): void {
  if (UNSPACED.test(word)) {
    for (const [run] of word.matchAll(UNSPACED_RUN)) addRun(run, terms);
    return;
  }
  if (word === '' || STOP_WORDS.has(word)) return;
  terms.push(termOf(word));
}

function addRun(run: string, terms: string[]): void {
  const characters = [...run];
  if (!UNSPACED.test(run) || characters.length === 1) {
    terms.push(termOf(run));
    return;
  }
  for (let i = 0; i + 1 < characters.length; i++)
    terms.push(`${characters[i]}${characters[i + 1]}`);
}

function termOf(word: string): string {
  const known = knownStems.get(word);
  if (known !== undefined) return known;
  if (knownStems.size >= MAX_KNOWN_STEMS) knownStems.clear();
  const term = stemEnglish(word).slice(0, MAX_TERM_LENGTH);
  if (word.length <= MAX_TERM_LENGTH) knownStems.set(word, term);
  return term;
}

/** "1,299.00", "1.299" and "1 299" are one price, "9,99" and "9.99" too; a version such as 1.8.19 stays as it is. */
function normaliseNumber(piece: string): string {
  const whole = piece.replace(/[.,](?=\p{N}{3}(?!\p{N}))/gu, '');
  const match = /^(\p{N}+)(?:[.,](\p{N}{1,2}))?$/u.exec(whole);
  if (match === null) return piece.replaceAll(',', '.');
  const decimals = match[2] ?? '';
  return /^0*$/.test(decimals) ? (match[1] ?? whole) : `${match[1]}.${decimals}`;
}
