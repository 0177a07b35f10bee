import type { RetrievedChunk } from '@app/knowledge';

/** What an answer may rest on: words of a page, and what a tool gave. */
export interface AnswerSource extends RetrievedChunk {
  /** What a tool tells beside the page's words: it bears sentences and is never quoted. */
  facts?: string;
  /** No page at all but what the store's order system said: it bears sentences and is not cited. */
  isOrder?: true;
}
