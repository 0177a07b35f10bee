import { wordsOf } from '../../terms/telling-words.js';
import { hashBlock, splitBlocks } from '../extraction/split-blocks.js';
import { leastWords } from './near-keys.js';

/** Of the words of the longer text, and of those in the blocks that are not the same. */
const leastShare = 0.97;
const leastShareOfChanged = 0.6;

/** A page's own text, block by block: without what stands under most titles of the site. */
export type OwnText = ReadonlyMap<string, string[]>;

export function ownText(markdown: string, furniture: ReadonlySet<string>): OwnText {
  const blocks = splitBlocks(markdown).map((block) => [hashBlock(block), wordsOf(block)] as const);
  return new Map(blocks.filter(([hash]) => !furniture.has(hash)));
}

/**
 * The share of words that two texts have in common, where it makes them near-duplicates, else null. Blocks that differ must
 * be versions of each other, so that two short pages in the same long furniture stay two.
 */
export function nearShare(one: OwnText, other: OwnText): number | null {
  const share = sharedWords(allWords(one), allWords(other));
  if (share < leastShare) return null;
  const changed = [changedWords(one, other), changedWords(other, one)] as const;
  const isRewording = sharedWords(...changed) >= leastShareOfChanged;
  return isRewording && allWords(one).length >= leastWords ? share : null;
}

function allWords(text: OwnText): string[] {
  return [...text.values()].flat();
}

function changedWords(text: OwnText, other: OwnText): string[] {
  return [...text].flatMap(([hash, words]) => (other.has(hash) ? [] : words));
}

/** Of the longer one, each word as often as it occurs in both. */
function sharedWords(one: readonly string[], other: readonly string[]): number {
  const longer = Math.max(one.length, other.length);
  if (longer === 0) return 1;
  const left = new Map<string, number>();
  for (const word of one) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of other) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared += 1;
  }
  return shared / longer;
}
