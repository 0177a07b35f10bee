import { foldText } from '../terms/fold-text.js';
import { hashText } from '../terms/hash-text.js';
import { STOP_WORDS } from '../terms/stop-words.js';
import { tokenize } from '../terms/tokenize.js';

const WORDS = /[\p{L}\p{M}\p{N}]+/gu;
const GRAM_LENGTHS = [3, 4] as const;

/** A whole word says more than any of its pieces; measured with `npm run eval:retrieval`. */
const WORD_WEIGHT = 3;

/** Keeps the term "ship" apart from the piece "ship" of a longer word. */
const TERM_MARK = ' ';

/**
 * Signed feature hashing (Weinberger et al., 2009) of a text's terms and of the runs of three and four characters in its
 * words. The runs let misspelt, inflected and compound words meet; the signs let collisions cancel out.
 */
export function hashFeatures(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const [hash, weight] of weighFeatures(text)) {
    const sign = hash & 0x80000000 ? -1 : 1;
    vector[hash % dimensions] = (vector[hash % dimensions] ?? 0) + sign * Math.sqrt(weight);
  }
  return vector;
}

function weighFeatures(text: string): Map<number, number> {
  const weights = new Map<number, number>();
  const add = (hash: number, weight: number) =>
    weights.set(hash, (weights.get(hash) ?? 0) + weight);
  for (const term of tokenize(text)) add(hashText(TERM_MARK + term), WORD_WEIGHT);
  for (const [word] of foldText(text).matchAll(WORDS)) {
    if (!STOP_WORDS.en.has(word)) for (const gram of gramsOf(word)) add(gram, 1);
  }
  return weights;
}

/** Texts repeat their words; emptied when full, so that it cannot grow. */
const knownGrams = new Map<string, readonly number[]>();
const MAX_KNOWN_WORDS = 20_000;
const LONGEST_KNOWN_WORD = 20;

function gramsOf(word: string): readonly number[] {
  const known = knownGrams.get(word);
  if (known !== undefined) return known;
  const bounded = `^${word}$`;
  const grams: number[] = [];
  for (const length of GRAM_LENGTHS) {
    for (let i = 0; i + length <= bounded.length; i++) {
      grams.push(hashText(bounded, i, i + length));
    }
  }
  if (knownGrams.size >= MAX_KNOWN_WORDS) knownGrams.clear();
  if (word.length <= LONGEST_KNOWN_WORD) knownGrams.set(word, grams);
  return grams;
}
