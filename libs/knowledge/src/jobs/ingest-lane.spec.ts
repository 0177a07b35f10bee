import { laneOf } from './ingest-lane.js';

describe('laneOf', () => {
  it.each([
    ['refresh', 2, 'small'],
    ['removal', 0, 'small'],
    ['crawl', 25, 'small'],
    ['crawl', 26, 'large'],
    ['reindex', 0, 'large'],
  ] as const)('puts a %s of %i pages among the %s ones', (kind, maxPages, lane) => {
    expect(laneOf({ kind, maxPages, slice: 0 })).toBe(lane);
  });

  it('lets a large ingest go with the small ones now and then, so that they cannot hold it back', () => {
    const lanes = Array.from({ length: 30 }, (_, slice) =>
      laneOf({ kind: 'crawl', maxPages: 1_000, slice }),
    );

    expect(lanes.filter((lane) => lane === 'small')).toHaveLength(3);
    expect(lanes.slice(0, 9)).not.toContain('small');
  });
});
