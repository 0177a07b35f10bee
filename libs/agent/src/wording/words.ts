import { tokenize } from '@app/knowledge';

import { partsOf } from './compounds.js';

/** A word of a text: what it looks like, where it stands, and the index terms the store's search knows it by, or its parts. */
export interface Word {
  text: string;
  start: number;
  end: number;
  terms: readonly string[];
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:[.,'’-][\p{L}\p{M}\p{N}]+)*/gu;

/** Stemming costs microseconds a word and shops repeat their words; emptied when full so that it cannot grow. */
const KNOWN_WORDS_LIMIT = 20_000;
const knownWords = new Map<string, readonly string[]>();

export function splitWords(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    terms: termsOfWord(match[0]),
  }));
}

/** The same terms as the store's lexical index, compounds by their parts, so that "found here" means the same in search and in answers. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  let previous = '';
  for (const word of splitWords(text)) {
    for (const term of word.terms) terms.add(term);
    const last = word.terms.length === 1 ? word.terms[0]! : '';
    // "pillow case" and "pillowcase" are one thing to a shopper.
    if (previous !== '' && last !== '') terms.add(previous + last);
    previous = isPlainWord(word.text) ? word.text.toLowerCase() : '';
  }
  return terms;
}

function isPlainWord(text: string): boolean {
  return text.length >= 3 && /^\p{L}+$/u.test(text);
}

function termsOfWord(word: string): readonly string[] {
  const known = knownWords.get(word);
  if (known !== undefined) return known;
  if (knownWords.size >= KNOWN_WORDS_LIMIT) knownWords.clear();
  const terms = partsOf(word).flatMap((part) => tokenize(part));
  knownWords.set(word, terms);
  return terms;
}
