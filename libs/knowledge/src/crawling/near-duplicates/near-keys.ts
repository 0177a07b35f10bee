import type { PageKind } from '../../pages/page-kind.js';
import type { Product } from '../../pages/product.js';
import { tellingWords, wordsOf } from '../../terms/telling-words.js';
import { sha256 } from '../extraction/split-blocks.js';

/** In shorter texts a few words are much. */
export const leastWords = 50;
const mostWords = 20_000;
/** Of two texts that share 0.92 of their pairs of words, 997 in 1,000 share a band; of those that share half, 3 in 100. */
const bands = 8;
const rowsOfBand = 8;

export interface KeyedText {
  title: string;
  language: string | null;
  kind: PageKind;
  products: readonly Product[];
  markdown: string;
}

/**
 * Keys that pages with nearly the same text share, so that near-duplicates are found without comparing all with all. Title,
 * language, products, numbers and telling words are part of each: pages that differ in a price or a colour share none.
 */
export function nearKeys({ title, language, kind, products, markdown }: KeyedText): string[] {
  const words = wordsOf(markdown);
  if (words.length < leastWords || words.length > mostWords) return [];
  // a product without data could be any of its kind
  if (kind === 'product' && products.length === 0) return [];
  const facts = sha256(
    JSON.stringify([
      wordsOf(title),
      language,
      products.map((product) => ({ ...product, url: null })),
      tellingWords(words).sort(),
    ]),
  );
  const least = leastHashes(words);
  return Array.from({ length: bands }, (_, band) => {
    const rows = least.subarray(band * rowsOfBand, (band + 1) * rowsOfBand);
    return sha256(`${facts} ${band} ${rows.join(' ')}`).slice(0, 16);
  });
}

/** MinHash over pairs of words. */
function leastHashes(words: readonly string[]): Uint32Array {
  const least = new Uint32Array(bands * rowsOfBand).fill(0xffffffff);
  let before = 0;
  for (const word of words) {
    const own = hashWord(word);
    const pair = mixed(Math.imul(before, 31) + own);
    for (let row = 0; row < least.length; row += 1) {
      const value = mixed(pair ^ Math.imul(row + 1, 0x9e3779b1));
      if (value < (least[row] ?? 0)) least[row] = value;
    }
    before = own;
  }
  return least;
}

/** FNV-1a. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  }
  return hash;
}

/** The last steps of MurmurHash3, which spread every bit over all. */
function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
