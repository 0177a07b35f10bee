import { CHUNK_TOKENS } from './chunk-size.js';
import { countTokens } from './count-tokens.js';
import type { Section } from './read-sections.js';
import { blockText } from './to-blocks.js';

/**
 * Joins sections too short to stand alone with their neighbours. A joined section goes under the headings its parts
 * share; the others stay in its text as lines of their own.
 */
export function mergeSmallSections(sections: readonly Section[]): Section[] {
  const merged: Section[] = [];
  let previousTokens = 0;
  for (const section of sections) {
    const tokens = sectionTokens(section);
    const previous = merged.at(-1);
    const isSmall = Math.min(previousTokens, tokens) < CHUNK_TOKENS.min;
    if (previous !== undefined && isSmall && previousTokens + tokens <= CHUNK_TOKENS.target) {
      const joined = join(previous, section);
      merged[merged.length - 1] = joined;
      previousTokens = sectionTokens(joined);
    } else {
      merged.push(section);
      previousTokens = tokens;
    }
  }
  return merged;
}

function sectionTokens({ blocks, headingPath }: Section): number {
  if (blocks.length === 0) return countTokens(headingPath.at(-1) ?? '');
  return blocks.reduce((sum, block) => sum + countTokens(blockText(block)), 0);
}

function join(first: Section, second: Section): Section {
  const shared = first.headingPath.findIndex((h, depth) => second.headingPath[depth] !== h);
  const headingPath = shared === -1 ? first.headingPath : first.headingPath.slice(0, shared);
  const blocks = [first, second].flatMap((section) => withHeadings(section, headingPath.length));
  return { headingPath, blocks };
}

function withHeadings(section: Section, from: number): Section['blocks'] {
  const headings = section.headingPath.slice(from).map((text) => ({ lead: '', parts: [text] }));
  return [...headings, ...section.blocks];
}
