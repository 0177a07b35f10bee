import type { RetrievedChunk } from '@app/knowledge';

/** A chunk as a search finds it, best in both legs, on a page of its own; what a spec is about is given. */
export const foundChunk = (given: Partial<RetrievedChunk> & { text: string }): RetrievedChunk => {
  const { chunkId = given.text, pageId = chunkId } = given;
  return {
    chunkId,
    pageId,
    url: `https://shop.example/${encodeURIComponent(pageId)}`,
    title: pageId,
    headingPath: [],
    fetchedAt: new Date('2026-01-05T09:30:00Z'),
    score: 1,
    lexicalRank: 1,
    lexicalScore: 1,
    denseRank: 1,
    denseScore: 0.5,
    pageKind: 'page',
    product: null,
    coverage: 1,
    alsoOn: [],
    before: null,
    after: null,
    ...given,
  };
};
