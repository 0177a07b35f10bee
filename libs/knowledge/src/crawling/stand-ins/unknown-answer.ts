import type { ExtractedPage } from '../extraction/extract-page.js';
import { saysMissing } from './missing-page.js';

/** What a site answers with 200 at an address that does not exist; no blocks where it says 404, as it should. */
export interface UnknownAnswer {
  title: string;
  blockHashes: string[];
}

export const noUnknownAnswer: UnknownAnswer = { title: '', blockHashes: [] };

/** Where the title says that the page is missing, recommendations around it may differ. */
const sharedWhereMissing = 0.5;

/**
 * Whether a page is what the site answers where nothing is: the same text, or the same title that says so over mostly the
 * same blocks. A page of its own shares furniture with that answer, never everything.
 */
export function isUnknownAnswer(
  { title, blockHashes }: Pick<ExtractedPage, 'title' | 'blockHashes'>,
  answer: UnknownAnswer,
): boolean {
  if (answer.blockHashes.length === 0 || title !== answer.title) return false;
  const [own, others] = [new Set(blockHashes), new Set(answer.blockHashes)];
  const shared = [...own].filter((hash) => others.has(hash)).length;
  const share = shared / Math.max(own.size, others.size);
  return share === 1 || (saysMissing(title) && share >= sharedWhereMissing);
}
