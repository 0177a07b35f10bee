import type { CutProgress } from '../pages/page.repository.js';
import { estimateSeconds } from './estimate-seconds.js';
import type { Ingest } from './ingest.entity.js';
import { countPages } from './knowledge-status.js';

const startedAt = new Date('2026-11-26T10:00:00Z');
const nothingCut: CutProgress = { visible: 0, uncut: 0 };

interface Moment {
  status?: Ingest['status'];
  kind?: Ingest['kind'];
  maxPages?: number;
  outcomes?: Record<string, number>;
  cut?: CutProgress;
  after: number;
}

function at({
  status = 'crawling',
  kind = 'crawl',
  maxPages = 1_000,
  outcomes = {},
  cut = nothingCut,
  after,
}: Moment): number | null {
  const now = new Date(startedAt.getTime() + after * 1_000);
  return estimateSeconds(
    { status, kind, maxPages, startedAt },
    { pages: countPages({ outcomes, folded: 0 }), cut, now },
  );
}

describe('estimateSeconds', () => {
  it('is null before there is a pace, and when nothing is built', () => {
    expect(at({ outcomes: { open: 50, indexed: 2 }, after: 10 })).toBeNull();
    expect(at({ status: 'waiting', outcomes: { indexed: 9 }, after: 10 })).toBeNull();
    expect(at({ status: 'live', outcomes: { indexed: 9 }, after: 10 })).toBeNull();
  });

  it('goes down second by second at an even pace, from the first pages to the last', () => {
    const reading = Array.from({ length: 10 }, (_, n) =>
      at({ outcomes: { indexed: 10 * n + 10, open: 90 - 10 * n }, after: 10 * n + 10 }),
    );
    const indexing = Array.from({ length: 11 }, (_, n) =>
      at({
        status: 'indexing',
        outcomes: { indexed: 100 },
        cut: { visible: 100, uncut: 100 - 10 * n },
        after: 100 + 5 * n,
      }),
    );

    expect(reading).toEqual([140, 130, 120, 110, 100, 90, 80, 70, 60, 50]);
    expect(indexing).toEqual([50, 45, 40, 35, 30, 25, 20, 15, 10, 5, 0]);
  });

  it('does not reckon with pages beyond the cap, however many are found', () => {
    const few = at({ maxPages: 20, outcomes: { indexed: 10, open: 10 }, after: 10 });
    const many = at({ maxPages: 20, outcomes: { indexed: 10, open: 5_000 }, after: 10 });

    expect(many).toBe(few);
  });

  it('knows that unchanged pages are not indexed again', () => {
    const outcomes = { unchanged: 50, open: 50 };

    expect(at({ outcomes, after: 50 })).toBe(50);
    expect(at({ status: 'indexing', outcomes: { unchanged: 100 }, after: 100 })).toBe(0);
  });

  it('follows a reindex, which reads nothing', () => {
    const cut = { visible: 100, uncut: 50 };

    expect(at({ kind: 'reindex', status: 'indexing', cut, after: 30 })).toBe(30);
  });
});
