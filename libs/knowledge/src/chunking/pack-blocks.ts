import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';

import { CHUNK_TOKENS } from './chunk-size.js';
import { countTokens } from './count-tokens.js';
import { type Block, blockText } from './to-blocks.js';

const SENTENCE_ENDS = ['\n\n', '\n', '. ', '! ', '? ', '。', '; ', ', ', ' ', ''];

const splitter = new RecursiveCharacterTextSplitter({
  chunkSize: CHUNK_TOKENS.target,
  chunkOverlap: CHUNK_TOKENS.overlap,
  lengthFunction: countTokens,
  separators: SENTENCE_ENDS,
  keepSeparator: true,
});

/** The blocks of one section as texts of at most `CHUNK_TOKENS.max` tokens, cut where a reader would cut them. */
export async function packBlocks(blocks: readonly Block[]): Promise<string[]> {
  const whole = blocks.map(blockText).join('\n\n');
  if (countTokens(whole) <= CHUNK_TOKENS.max) return [whole];
  const pieces = [];
  for (const block of blocks) pieces.push(...(await cutBlock(block)));
  return packTexts(pieces, '\n\n');
}

async function cutBlock(block: Block): Promise<string[]> {
  const text = blockText(block);
  if (countTokens(text) <= CHUNK_TOKENS.target) return [text];
  const room = CHUNK_TOKENS.target - countTokens(block.lead);
  const parts = [];
  for (const part of block.parts) {
    parts.push(...(countTokens(part) > room ? await splitter.splitText(part) : [part]));
  }
  return packTexts(parts, '\n', block.lead);
}

function packTexts(texts: readonly string[], glue: string, lead = ''): string[] {
  const packed: string[] = [];
  const leadTokens = countTokens(lead);
  let tokens = 0;
  for (const text of texts) {
    const more = countTokens(text);
    const last = packed.at(-1);
    if (last !== undefined && tokens + more <= CHUNK_TOKENS.target) {
      packed[packed.length - 1] = `${last}${glue}${text}`;
      tokens += more;
    } else {
      packed.push(lead === '' ? text : `${lead}\n${text}`);
      tokens = leadTokens + more;
    }
  }
  return packed;
}
