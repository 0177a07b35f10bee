import { countTokens } from './count-tokens.js';
import { mergeSmallSections } from './merge-sections.js';
import { packBlocks } from './pack-blocks.js';
import { readSections } from './read-sections.js';

/** A piece of a page before it has a row: `text` is the page's own words, so that a quote from it can be verified. */
export interface ChunkDraft {
  headingPath: string[];
  text: string;
  tokenCount: number;
}

/**
 * Cuts a page along its headings into pieces of 200 to 400 tokens (Chroma's chunking study, 2024): small neighbours are
 * joined, long sections are cut between blocks, rows, list items or sentences, in that order of preference.
 */
export async function splitPage(markdown: string): Promise<ChunkDraft[]> {
  const drafts: ChunkDraft[] = [];
  for (const { headingPath, blocks } of mergeSmallSections(await readSections(markdown))) {
    const texts = blocks.length > 0 ? await packBlocks(blocks) : headingPath.slice(-1);
    for (const text of texts) drafts.push({ headingPath, text, tokenCount: countTokens(text) });
  }
  return drafts;
}
