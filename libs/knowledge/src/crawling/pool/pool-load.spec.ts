import { PoolLoad } from './pool-load.js';

describe('PoolLoad', () => {
  const load = new PoolLoad();
  const before = { busyMs: 1_000, cpuMs: 900 };

  it.each([
    ['a thread that had a processor to itself', { busyMs: 6_000, cpuMs: 5_850 }, false],
    ['two threads that had one each', { busyMs: 11_000, cpuMs: 10_700 }, false],
    ['two threads that shared one', { busyMs: 11_000, cpuMs: 5_900 }, true],
    ['a thread that had half of one', { busyMs: 6_000, cpuMs: 3_400 }, true],
  ])('judges %s', (_what, now, isStarved) => {
    expect(load.wasStarvedSince(before, now)).toBe(isStarved);
  });

  it('counts time for work in hand and none without', async () => {
    const idle = load.mark();
    load.begin();
    await new Promise((resolve) => setTimeout(resolve, 5));
    load.end();
    const busy = load.mark();

    expect(idle.busyMs).toBe(0);
    expect(busy.busyMs).toBeGreaterThan(0);
    expect(load.mark().busyMs).toBe(busy.busyMs);
  });
});
