import { diffText, type TextDiff } from '@app/knowledge';

import type { ReceiptChunk } from '../receipts/receipt.js';
import { termsOf } from '../wording/words.js';

/** A chunk of a page whose text is another now. */
export interface ChangedChunk {
  before: ReceiptChunk;
  after: ReceiptChunk;
  /** Null where the texts are too different to be compared. */
  diff: TextDiff | null;
}

export interface ChunkChanges {
  same: number;
  gone: ReceiptChunk[];
  new: ReceiptChunk[];
  changed: ChangedChunk[];
}

/** With fewer words in common two texts of a page are two texts, not one that was changed. */
const ALIKE = 0.4;

/** What an answer would be made from now and was not then, by the page's address and the hash of the text. */
export function compareChunks(
  before: readonly ReceiptChunk[],
  after: readonly ReceiptChunk[],
): ChunkChanges {
  const gone = before.filter((one) => !after.some((other) => isSame(one, other)));
  const fresh = after.filter((one) => !before.some((other) => isSame(one, other)));
  const changed: ChangedChunk[] = [];
  for (const one of gone) {
    const now = likest(
      one,
      fresh.filter((other) => !changed.some((pair) => pair.after === other)),
    );
    if (now) changed.push({ before: one, after: now, diff: diffText(one.text, now.text) });
  }
  return {
    same: before.length - gone.length,
    gone: gone.filter((one) => !changed.some((pair) => pair.before === one)),
    new: fresh.filter((one) => !changed.some((pair) => pair.after === one)),
    changed,
  };
}

/** Page ids change with every version of a page, addresses do not. */
function isSame(one: ReceiptChunk, other: ReceiptChunk): boolean {
  return one.url === other.url && one.textSha256 === other.textSha256;
}

function likest(one: ReceiptChunk, others: readonly ReceiptChunk[]): ReceiptChunk | undefined {
  return others
    .filter(({ url }) => url === one.url)
    .map((other) => ({ other, likeness: likeness(one.text, other.text) }))
    .filter((pair) => pair.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)[0]?.other;
}

/** The share of the words of the shorter text that both have. */
function likeness(one: string, other: string): number {
  const [a, b] = [termsOf(one), termsOf(other)];
  const shared = [...a].filter((term) => b.has(term)).length;
  return shared / Math.max(1, Math.min(a.size, b.size));
}
