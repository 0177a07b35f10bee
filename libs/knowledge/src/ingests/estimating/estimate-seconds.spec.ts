import type { CutProgress } from '../../pages/page.repository.js';
import type { Ingest } from '../ingest.entity.js';
import { countPages } from '../knowledge-status.js';
import { estimateSeconds, type ReadingPace } from './estimate-seconds.js';

const nothingCut: CutProgress = { visible: 0, uncut: 0, cut: 0, seconds: 0 };

interface Moment {
  status?: Ingest['status'];
  kind?: Ingest['kind'];
  maxPages?: number;
  outcomes?: Record<string, number>;
  folded?: number;
  cut?: Partial<CutProgress>;
  pace?: Partial<ReadingPace>;
}

function at({
  status = 'crawling',
  kind = 'crawl',
  maxPages = 1_000,
  outcomes = {},
  folded = 0,
  cut = {},
  pace = {},
}: Moment): number | null {
  return estimateSeconds(
    { status, kind, maxPages },
    {
      pages: countPages({ outcomes, folded }),
      cut: { ...nothingCut, ...cut },
      pace: { read: 0, seconds: 0, delay: 0, wait: 0, ...pace },
    },
  );
}

const tens = Array.from({ length: 10 }, (_, n) => 10 * n);

describe('estimateSeconds', () => {
  it('is null before there is a pace, and when nothing is built', () => {
    const outcomes = { indexed: 9, open: 50 };
    const pace = { read: 8, seconds: 8 };

    expect(at({ outcomes: { open: 50, indexed: 2 }, pace: { read: 1, seconds: 1 } })).toBeNull();
    expect(at({ outcomes })).toBeNull();
    expect(at({ status: 'waiting', outcomes, pace })).toBeNull();
    expect(at({ status: 'live', outcomes, pace })).toBeNull();
    expect(at({ kind: 'reindex', status: 'queued', outcomes, pace })).toBeNull();
  });

  it('goes down second by second at an even pace, from the first pages to the last', () => {
    const reading = tens.map((n) =>
      at({ outcomes: { indexed: n + 10, open: 90 - n }, pace: { read: n + 5, seconds: n + 5 } }),
    );
    const indexing = tens.map((n) =>
      at({
        status: 'indexing',
        cut: { visible: 100, uncut: 100 - n, cut: n, seconds: n / 2 },
        pace: { read: 95, seconds: 95 },
      }),
    );

    expect(reading).toEqual([140, 130, 120, 110, 100, 90, 80, 70, 60, 50]);
    expect(indexing).toEqual([50, 45, 40, 35, 30, 25, 20, 15, 10, 5]);
  });

  it('takes what was not read for no pace', () => {
    const outcomes = { indexed: 2, blocked_by_robots: 400, duplicate: 300, open: 50 };

    expect(at({ outcomes, folded: 300, pace: { read: 1, seconds: 1 } })).toBeNull();
  });

  it('does not reckon with pages beyond the cap, however many are found', () => {
    const pace = { read: 10, seconds: 10 };
    const few = at({ maxPages: 20, outcomes: { indexed: 10, open: 10 }, pace });
    const many = at({ maxPages: 20, outcomes: { indexed: 10, open: 5_000 }, pace });

    expect(many).toBe(few);
  });

  it('knows that unchanged pages are not indexed again', () => {
    const outcomes = { unchanged: 50, open: 50 };
    const pace = { read: 50, seconds: 50 };

    expect(at({ outcomes, pace })).toBe(50);
    expect(at({ status: 'indexing', outcomes: { unchanged: 100 }, pace })).toBe(0);
  });

  it('follows a reindex, which reads nothing', () => {
    const cut = { visible: 100, uncut: 50, cut: 50, seconds: 30 };

    expect(at({ kind: 'reindex', status: 'indexing', cut })).toBe(30);
  });

  it('ends with nothing left', () => {
    expect(at({ status: 'publishing', cut: { visible: 100, cut: 9, seconds: 90 } })).toBe(0);
  });
});

describe('estimateSeconds of a site that asks for a delay', () => {
  const unchanged = (read: number, left: number, pace: Partial<ReadingPace>) =>
    at({ outcomes: { unchanged: read, open: left }, pace: { read, delay: 10, ...pace } });

  it('is the pages that wait, times the delay, from the first moment on', () => {
    expect(at({ outcomes: { open: 100 }, pace: { delay: 10 } })).toBe(1_050);
    expect(unchanged(20, 80, { seconds: 200 })).toBe(800);
    expect(unchanged(20, 80, { seconds: 4 })).toBe(800);
  });

  it('never grows while pages are read, also where each takes a little longer', () => {
    const left = tens.map((n) => unchanged(n, 100 - n, { seconds: n * 10.5 }) ?? 0);

    expect(left.toSorted((one, other) => other - one)).toEqual(left);
    expect(left[0]).toBe(1_050);
    expect(left.at(-1)).toBeLessThan(110);
  });

  it('learns from a site that is slower than its delay', () => {
    expect(unchanged(90, 10, { seconds: 90 * 20 })).toBe(190);
  });

  it('does not take the delay for what indexing takes', () => {
    const pace = { read: 99, seconds: 990, delay: 10 };

    expect(at({ status: 'indexing', cut: { visible: 100, uncut: 100 }, pace })).toBe(50);
  });
});

describe('estimateSeconds of a site that asks for time', () => {
  const pace = { read: 50, seconds: 50 };
  const outcomes = { unchanged: 50, open: 50 };

  it('adds the wait, and goes down while it passes', () => {
    const left = [120, 60, 1, 0].map((wait) => at({ outcomes, pace: { ...pace, wait } }));

    expect(left).toEqual([170, 110, 51, 50]);
  });
});
