import { foldText } from './fold-text.js';

/** A word of a text, folded. A fixed one (a number, a pair of characters) is neither stemmed nor a stop word. */
export interface Word {
  text: string;
  isFixed: boolean;
}

const PIECES =
  /(?:\p{L}{0,3}(?=\p{N}))?\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;

const PLAIN = /^[a-z]+$/;

/** Scripts written without spaces, or with endings glued on: two neighbouring characters make a term. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const UNSPACED_RUN = new RegExp(`${UNSPACED.source}+|(?:(?!${UNSPACED.source}).)+`, 'gu');

/**
 * The words of a text in reading order: Unicode words in folded case without diacritics, hyphened ones in parts and whole;
 * numbers, prices and article numbers whole.
 */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  for (const piece of foldText(text).match(PIECES) ?? []) {
    // most are, and need no second look
    if (PLAIN.test(piece)) words.push({ text: piece, isFixed: false });
    else addPiece(piece, words);
  }
  return words;
}

function addPiece(piece: string, words: Word[]): void {
  const number = /^(\p{L}*)(\p{N}+[.,].*)$/u.exec(piece);
  if (number !== null) {
    addWord(number[1] ?? '', words);
    words.push({ text: normaliseNumber(number[2] ?? ''), isFixed: true });
    return;
  }
  const parts = piece.split(/['’-]/);
  for (const part of parts) addWord(part, words);
  if (parts.length > 1 && piece.includes('-')) addWord(parts.join(''), words);
}

function addWord(text: string, words: Word[]): void {
  if (text === '') return;
  if (!UNSPACED.test(text)) {
    words.push({ text, isFixed: false });
    return;
  }
  for (const [run] of text.matchAll(UNSPACED_RUN)) addRun([...run], words);
}

function addRun(characters: readonly string[], words: Word[]): void {
  if (!UNSPACED.test(characters[0] ?? '') || characters.length === 1) {
    words.push({ text: characters.join(''), isFixed: UNSPACED.test(characters[0] ?? '') });
    return;
  }
  for (let i = 0; i + 1 < characters.length; i++) {
    words.push({ text: `${characters[i]}${characters[i + 1]}`, isFixed: true });
  }
}

/** "1,299.00", "1.299" and "1 299" are one price, "9,99" and "9.99" too; a version such as 1.8.19 stays as it is. */
function normaliseNumber(piece: string): string {
  const whole = piece.replace(/[.,](?=\p{N}{3}(?!\p{N}))/gu, '');
  const match = /^(\p{N}+)(?:[.,](\p{N}{1,2}))?$/u.exec(whole);
  if (match === null) return piece.replaceAll(',', '.');
  const decimals = match[2] ?? '';
  return /^0*$/.test(decimals) ? (match[1] ?? whole) : `${match[1]}.${decimals}`;
}
