import { RequestLimits } from './request-limits.js';
import type { SharedCounter } from './shared-counter.js';

const minute = 60;

/** A counter that several processes may share, and how often it was asked. */
class Counter {
  asked = 0;
  isAway = false;
  private readonly windows = new Map<string, { used: number; endsAt: number }>();

  async add(name: string, amount: number, seconds: number) {
    this.asked += 1;
    await Promise.resolve();
    if (this.isAway) return null;
    const known = this.windows.get(name);
    const window =
      known && known.endsAt > Date.now()
        ? known
        : { used: 0, endsAt: Date.now() + seconds * 1_000 };
    window.used += amount;
    this.windows.set(name, window);
    return { ...window };
  }

  process = () => new RequestLimits(this as unknown as SharedCounter);
}

const bucket = (limit: number, name = 'a') => ({ name, limit, seconds: minute });

async function allowed(limits: RequestLimits[], limit: number, times: number): Promise<number> {
  const taken = await Promise.all(
    Array.from({ length: times }, (_, i) =>
      (limits[i % limits.length] as RequestLimits).take(bucket(limit)),
    ),
  );
  return taken.filter(({ isAllowed }) => isAllowed).length;
}

describe('the limits of requests', () => {
  beforeEach(() => jest.useFakeTimers({ now: 1_000_000, doNotFake: ['nextTick'] }));
  afterEach(() => jest.useRealTimers());

  it('let through what a bucket holds and refuse the rest until it is full again', async () => {
    const limits = new Counter().process();
    await limits.take(bucket(2));
    const second = await limits.take(bucket(2));
    jest.advanceTimersByTime(45_500);

    const third = await limits.take(bucket(2));
    jest.advanceTimersByTime(14_500);
    const next = await limits.take(bucket(2));

    expect(second).toEqual({ isAllowed: true, remaining: 0, resetSeconds: 60 });
    expect(third).toEqual({ isAllowed: false, remaining: 0, resetSeconds: 15 });
    expect(next).toEqual({ isAllowed: true, remaining: 1, resetSeconds: 60 });
  });

  it.each([1, 7, 60, 101, 1_000, 6_000])(
    'never let more through than %d, over three processes at once',
    async (limit) => {
      const counter = new Counter();
      const processes = [counter.process(), counter.process(), counter.process()];

      const through = await allowed(processes, limit, limit * 2);

      expect(through).toBeLessThanOrEqual(limit);
      expect(through).toBeGreaterThanOrEqual(limit * 0.97);
    },
  );

  it('ask the shared counter once for a hundredth of a bucket, and not at all once it is empty', async () => {
    const counter = new Counter();
    const limits = counter.process();

    await allowed([limits], 1_000, 1_000);
    const asked = counter.asked;
    await allowed([limits], 1_000, 1_000);

    expect(asked).toBe(100);
    expect(counter.asked).toBe(100);
  });

  it('count each bucket alone', async () => {
    const limits = new Counter().process();
    await limits.take(bucket(1));

    expect(await limits.take(bucket(1, 'b'))).toMatchObject({ isAllowed: true });
    expect(await limits.take(bucket(1))).toMatchObject({ isAllowed: false });
  });

  it('hold in each process while the counter is away, and ask again after seconds', async () => {
    const counter = new Counter();
    counter.isAway = true;
    const limits = counter.process();

    expect(await allowed([limits], 100, 200)).toBe(100);
    counter.isAway = false;
    jest.advanceTimersByTime(5_000);
    expect(await allowed([limits], 100, 50)).toBe(50);
    expect(counter.asked).toBe(51);
  });

  it('let a burst of a day’s bucket through while the counter is away, and no more than a day’s', async () => {
    const counter = new Counter();
    counter.isAway = true;
    const limits = counter.process();
    const day = { name: 'day', limit: 300, seconds: 86_400 };
    const through = async (times: number) => {
      const taken = await Promise.all(Array.from({ length: times }, () => limits.take(day)));
      return taken.filter(({ isAllowed }) => isAllowed).length;
    };

    expect(await through(200)).toBe(200);
    jest.advanceTimersByTime(5_000);
    expect(await through(200)).toBe(100);
    // back for a moment, which gives nothing anew to hand out alone
    counter.isAway = false;
    jest.advanceTimersByTime(5_000);
    expect(await through(3)).toBe(3);
    counter.isAway = true;
    jest.advanceTimersByTime(5_000);
    expect(await through(50)).toBe(0);
    jest.advanceTimersByTime(86_400_000);
    expect(await through(50)).toBe(50);
  });

  it('keep a busy bucket in mind while strangers come and go', async () => {
    const counter = new Counter();
    const limits = counter.process();

    for (let i = 0; i < 60_000; i += 1) {
      await limits.take(bucket(1, `stranger ${i}`));
      if (i % 10_000 === 0) await limits.take(bucket(50, 'busy'));
    }

    expect(await limits.take(bucket(50, 'busy'))).toMatchObject({ remaining: 43 });
    expect((limits as unknown as { windows: Map<string, unknown> }).windows.size).toBe(50_000);
  });
});
