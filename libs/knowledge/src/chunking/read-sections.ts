import { setImmediate } from 'node:timers/promises';

import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

import { splitBlocks } from '../crawling/extraction/split-blocks.js';
import { type Block, toBlocks, toPlainText } from './to-blocks.js';

/** The blocks between two headings, with the headings above them from the outermost to the nearest. */
export interface Section {
  headingPath: string[];
  blocks: Block[];
}

/**
 * A page's sections in reading order. A heading that only introduces deeper headings yields no section of its own. Long
 * pages take seconds, in which others get their turn.
 */
export async function readSections(markdown: string): Promise<Section[]> {
  const open: { depth: number; text: string }[] = [];
  const sections: Section[] = [{ headingPath: [], blocks: [] }];
  for (const [number, piece] of piecesOf(markdown).entries()) {
    if (number > 0) await setImmediate();
    for (const node of blocksOf(piece)) {
      if (node.type !== 'heading') {
        sections.at(-1)?.blocks.push(...toBlocks(node));
        continue;
      }
      while ((open.at(-1)?.depth ?? 0) >= node.depth) open.pop();
      const text = toPlainText(node).replace(/\s+/g, ' ').trim();
      if (text !== '') open.push({ depth: node.depth, text });
      sections.push({ headingPath: open.map((heading) => heading.text), blocks: [] });
    }
  }
  return sections.filter((section, i) => !isOnlyIntroduction(section, sections[i + 1]));
}

const extensions = [gfm()];
const mdastExtensions = [gfmFromMarkdown()];
const blocksOf = (piece: string) => fromMarkdown(piece, { extensions, mdastExtensions }).children;

/** The parser takes four times as long for twice as much: 100 s for a table of 10,000 rows, and 6 s in pieces of this size. */
const pieceLength = 8_000;

/** Cut before headings only, which end everything that stands above them. */
function piecesOf(markdown: string): string[] {
  if (markdown.length <= 2 * pieceLength) return [markdown];
  const pieces: string[][] = [[]];
  let length = 0;
  for (const block of splitBlocks(markdown)) {
    if (length > pieceLength && /^#{1,6} /.test(block)) {
      pieces.push([]);
      length = 0;
    }
    pieces.at(-1)?.push(block);
    length += block.length;
  }
  return pieces.map((blocks) => blocks.join('\n\n'));
}

function isOnlyIntroduction({ headingPath, blocks }: Section, next: Section | undefined): boolean {
  if (blocks.length > 0) return false;
  return headingPath.every((heading, depth) => next?.headingPath[depth] === heading);
}
