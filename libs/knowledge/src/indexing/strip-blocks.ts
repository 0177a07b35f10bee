import { hashBlock, splitBlocks } from '../crawling/extraction/split-blocks.js';

const HEADING = /^(#{1,6}) /;

/** A page's Markdown without the given blocks. A heading among them stays as long as something below it does. */
export function stripBlocks(markdown: string, hashes: ReadonlySet<string>): string {
  if (hashes.size === 0) return markdown;
  const kept: string[] = [];
  let shallowestBelow = Infinity;
  let hasTextBelow = false;
  for (const block of splitBlocks(markdown).reverse()) {
    const level = HEADING.exec(block)?.[1]?.length;
    const isRepeated = hashes.has(hashBlock(block));
    if (level === undefined) {
      if (isRepeated) continue;
      hasTextBelow = true;
      shallowestBelow = Infinity;
      kept.push(block);
      continue;
    }
    const introduces = hasTextBelow && level < shallowestBelow;
    if (!isRepeated || introduces) {
      kept.push(block);
      hasTextBelow = true;
      shallowestBelow = level;
    }
  }
  return kept.reverse().join('\n\n');
}
