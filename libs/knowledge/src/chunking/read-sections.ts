import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

import { type Block, toBlocks, toPlainText } from './to-blocks.js';

/** The blocks between two headings, with the headings above them from the outermost to the nearest. */
export interface Section {
  headingPath: string[];
  blocks: Block[];
}

/** A page's sections in reading order. A heading that only introduces deeper headings yields no section of its own. */
export function readSections(markdown: string): Section[] {
  const tree = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const open: { depth: number; text: string }[] = [];
  const sections: Section[] = [{ headingPath: [], blocks: [] }];
  for (const node of tree.children) {
    if (node.type !== 'heading') {
      sections.at(-1)?.blocks.push(...toBlocks(node));
      continue;
    }
    while ((open.at(-1)?.depth ?? 0) >= node.depth) open.pop();
    const text = toPlainText(node).replace(/\s+/g, ' ').trim();
    if (text !== '') open.push({ depth: node.depth, text });
    sections.push({ headingPath: open.map((heading) => heading.text), blocks: [] });
  }
  return sections.filter((section, i) => !isOnlyIntroduction(section, sections[i + 1]));
}

function isOnlyIntroduction({ headingPath, blocks }: Section, next: Section | undefined): boolean {
  if (blocks.length > 0) return false;
  return headingPath.every((heading, depth) => next?.headingPath[depth] === heading);
}
