import { addsNothing, type Statements, statementsOf } from '../../terms/statements.js';
import { hashBlock, splitBlocks } from '../extraction/split-blocks.js';
import { leastWords } from './near-keys.js';

/** Of the words of the longer text. */
const leastShare = 0.97;

/** A page's own text, block by block: without what stands under most titles of the site. */
export type OwnText = ReadonlyMap<string, Statements>;

export function ownText(markdown: string, furniture: ReadonlySet<string>): OwnText {
  const blocks = splitBlocks(markdown).map(
    (block) => [hashBlock(block), statementsOf(block)] as const,
  );
  return new Map(blocks.filter(([hash]) => !furniture.has(hash)));
}

/**
 * The share of words that two texts have in common, where the second says nothing that the first does not say, else null.
 * However few words differ, they may be what the page is for: the country, the day, "accepted" or "refused".
 */
export function nearShare(kept: OwnText, duplicate: OwnText): number | null {
  const [words, others] = [allWords(kept), allWords(duplicate)];
  const share = sharedWords(words, others);
  if (share < leastShare || words.length < leastWords) return null;
  const changed = [...duplicate].flatMap(([hash, said]) => (kept.has(hash) ? [] : said));
  return addsNothing(changed, [...kept.values()].flat()) ? share : null;
}

function allWords(text: OwnText): string[] {
  return [...text.values()].flat(2);
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
