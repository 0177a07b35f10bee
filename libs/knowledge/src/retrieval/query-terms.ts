import type { Correction } from '../spelling/speller.service.js';
import { detectQuestionLanguages } from '../terms/detect-language.js';
import { hashTerm } from '../terms/hash-text.js';
import { type Language, languages } from '../terms/languages.js';
import { readWords, type Word } from '../terms/read-words.js';
import { termOf } from '../terms/tokenize.js';

/** More than a shopper types; a pasted page shall not scan the whole index. */
const MAX_WORDS = 128;

/** What a word that is only guessed adds to a chunk's score and coverage. */
const GUESS_SHARE = 0.5;

/** What a word of the question is called in the index. */
export interface Reading {
  /** The word's place in the list of words, from 1. */
  place: number;
  /** The languages of the texts it is found in. */
  languages: Language[];
  /** Null where the word is a stop word of those languages. */
  term: number | null;
  /** How much it counts: 1, less for what the word may have been meant as. */
  share: number;
}

/** A question as the lexical leg asks it. Which of the readings count depends on the languages of the release. */
export interface QueryTerms {
  /** Its different words. */
  words: string[];
  /** How often it has each. */
  counts: number[];
  readings: Reading[];
  /** What it may be written in, by its stop words. */
  languages: Language[];
}

export function queryTerms(query: string): QueryTerms {
  const counted = countWords(readWords(query)).slice(0, MAX_WORDS);
  return {
    words: counted.map(({ word }) => word.text),
    counts: counted.map(({ count }) => count),
    readings: counted.flatMap(({ word }, i) => readingsOf(word, i + 1)),
    languages: detectQuestionLanguages(query),
  };
}

/** What misspelt words are read as beside what they are. */
export const readCorrections = (corrections: readonly Correction[]): Reading[] =>
  corrections
    .flatMap(({ place, readAs }) =>
      readAs.flatMap((text) => readingsOf({ text, isFixed: false }, place, GUESS_SHARE)),
    )
    .filter(({ term }) => term !== null);

/** One for all languages that agree. */
function readingsOf(word: Word, place: number, share = 1): Reading[] {
  const byTerm = new Map<string | null, Language[]>();
  for (const language of languages) {
    const term = termOf(word, language);
    byTerm.set(term, [...(byTerm.get(term) ?? []), language]);
  }
  return [...byTerm].map(([term, agreed]) => ({
    place,
    languages: agreed,
    term: term === null ? null : hashTerm(term),
    share,
  }));
}

function countWords(words: readonly Word[]): { word: Word; count: number }[] {
  const counted = new Map<string, { word: Word; count: number }>();
  for (const word of words) {
    const known = counted.get(word.text);
    if (known) known.count += 1;
    else counted.set(word.text, { word, count: 1 });
  }
  return [...counted.values()];
}
