import { setTimeout } from 'node:timers/promises';

export interface Timing {
  p50: number;
  p95: number;
  p99: number;
}

type Work = (i: number) => Promise<unknown>;

/** Milliseconds of each of `count` runs, one after the other, after `warmUp` runs that do not count. */
export async function timed(
  count: number,
  work: Work,
  warmUp = Math.ceil(count / 10),
): Promise<number[]> {
  for (let i = 0; i < warmUp; i++) await work(i);
  const samples: number[] = [];
  for (let i = 0; i < count; i++) samples.push(await once(work, i));
  return samples;
}

/**
 * All ways in turn, A B C A B C, so that a drift of the machine hits all alike; the samples of each way. `pauseMs`: between
 * two rounds.
 */
export async function inTurn(
  ways: readonly Work[],
  { rounds, warmUp, pauseMs = 0 }: { rounds: number; warmUp: number; pauseMs?: number },
): Promise<number[][]> {
  const samples = ways.map((): number[] => []);
  for (let i = 0; i < rounds; i++) {
    for (const [way, work] of ways.entries()) samples[way]?.push(await once(work, i));
    if (pauseMs > 0) await setTimeout(pauseMs);
  }
  return samples.map((each) => each.slice(warmUp));
}

async function once(work: Work, i: number): Promise<number> {
  const start = process.hrtime.bigint();
  await work(i);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

export function timing(samples: readonly number[]): Timing {
  return {
    p50: quantile(samples, 0.5),
    p95: quantile(samples, 0.95),
    p99: quantile(samples, 0.99),
  };
}

/** The median over the runs of what one took to what the other took in the same round. */
export const medianRatio = (times: readonly number[], others: readonly number[]): number =>
  quantile(
    times.map((time, i) => time / (others[i] ?? Number.NaN)),
    0.5,
  );

/** Of the line that fits the points best, by least squares: what is gained in y for each x. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const meanOf = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x0, y0] = [meanOf(0), meanOf(1)];
  const up = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0);
  return up / points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
}

export const ms = (value: number): string => `${value.toFixed(2)} ms`;

export const seconds = (value: number): string => `${(value / 1_000).toFixed(1)} s`;

/** How much more memory this process held at most while the work lasted. */
export async function whileWatchingMemory<T>(
  work: () => Promise<T>,
): Promise<{ result: T; grownMib: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  try {
    const result = await work();
    return { result, grownMib: (Math.max(most, process.memoryUsage.rss()) - before) / 1024 ** 2 };
  } finally {
    clearInterval(timer);
  }
}
