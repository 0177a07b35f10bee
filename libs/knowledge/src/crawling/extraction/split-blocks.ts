import { createHash } from 'node:crypto';

/**
 * The blocks of a page's Markdown: what stands between blank lines, a fenced block being one. `blockHashes[n]` of a page
 * belongs to `splitBlocks(markdown)[n]`, so that text which repeats over a store can be found and left out.
 */
export function splitBlocks(markdown: string): string[] {
  const blocks: string[] = [];
  let open: string[] = [];
  let fence: string | null = null;
  const close = () => {
    if (open.length > 0) blocks.push(open.join('\n'));
    open = [];
  };
  for (const line of markdown.split('\n')) {
    if (fence === null && line.trim() === '') {
      close();
      continue;
    }
    open.push(line);
    if (fence === null) fence = /^(`{3,})/.exec(line)?.[1] ?? null;
    else if (line === fence) fence = null;
  }
  close();
  return blocks;
}

/** 16 hex digits; enough to tell the blocks of one store apart. White space and case do not count. */
export function hashBlock(block: string): string {
  return sha256(block.toLowerCase().replace(/\s+/g, ' ').trim()).slice(0, 16);
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
