import { type ChunkDraft, splitPage } from '../chunking/split-page.js';
import { sha256 } from '../crawling/extraction/split-blocks.js';
import type { UncutPage } from '../pages/page.repository.js';
import type { RepeatedBlock } from '../pages/repeated-block.js';
import { detectLanguage } from '../terms/detect-language.js';
import type { Language } from '../terms/languages.js';
import { contextualText } from './contextual-text.js';
import { stripBlocks } from './strip-blocks.js';

/** A chunk on its way into the database, with what the embedding model is to read. */
export interface CutChunk extends ChunkDraft {
  contentHash: string;
  input: string;
  inputHash: string;
}

export interface CutPage {
  pageId: string;
  language: Language | null;
  strippedHashes: string[];
  chunks: CutChunk[];
}

/** Enough of a SHA-256 to tell the texts of one store apart. */
export const shortHash = (text: string): string => sha256(text).slice(0, 32);

/** Cuts a page without the blocks that repeat on most pages of its source, unless it is the page that keeps them. */
export async function cutPage(
  { id, title, language, markdown }: UncutPage,
  repeated: readonly RepeatedBlock[],
): Promise<CutPage> {
  const strippedHashes = repeated.filter(({ keeperId }) => keeperId !== id).map(({ hash }) => hash);
  const drafts = await splitPage(stripBlocks(markdown, new Set(strippedHashes)));
  const chunks = drafts.map((draft) => {
    const input = contextualText({ title, headingPath: draft.headingPath }, draft.text);
    return { ...draft, contentHash: shortHash(draft.text), input, inputHash: shortHash(input) };
  });
  const spoken = detectLanguage(`${title}\n${markdown}`, language);
  return { pageId: id, language: spoken, strippedHashes, chunks };
}
