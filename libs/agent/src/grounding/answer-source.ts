import type { RetrievedChunk } from '@app/knowledge';

/** What an answer may rest on: words of a page, or what a store's order system said. */
export type AnswerSource = PageSource | OrderSource;

export interface PageSource extends RetrievedChunk {
  /** What a tool tells beside the page's words: it bears sentences and is never quoted. */
  facts?: string;
  isOrder?: undefined;
}

/** No page at all: it bears sentences and is not cited. */
export interface OrderSource extends Pick<
  RetrievedChunk,
  'url' | 'title' | 'headingPath' | 'text' | 'alsoOn'
> {
  facts?: undefined;
  isOrder: true;
}
