import type { IngestStatus } from './ingest.entity.js';
import { countPages, knowledgeState } from './knowledge-status.js';

describe('knowledgeState', () => {
  it.each<[string, IngestStatus | null, number]>([
    ['empty', null, 0],
    ['building', 'crawling', 0],
    ['building', 'waiting', 12],
    ['held', 'held', 12],
    ['live', 'live', 12],
    ['live', 'failed', 12],
    ['failed', 'failed', 0],
    ['empty', 'cancelled', 0],
    ['empty', 'live', 0],
  ])('is %s after %s with %i live pages', (state, status, pages) => {
    expect(knowledgeState(status && { status }, pages)).toBe(state);
  });
});

describe('countPages', () => {
  it('tells what was read from what was left out, whatever its outcome is called', () => {
    const outcomes = { indexed: 3, duplicate: 5, http_error: 1, blocked_by_robots: 2, open: 4 };

    expect(countPages({ outcomes, folded: 4 })).toMatchObject({
      found: 15,
      fetched: 5,
      indexed: 3,
      duplicate: 5,
      failed: 1,
      skipped: 2,
      waiting: 4,
    });
  });
});
