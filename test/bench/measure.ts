export interface Timing {
  p50: number;
  p95: number;
}

/** Milliseconds of each of `count` runs, one after the other, after `warmUp` runs that do not count. */
export async function timed(
  count: number,
  work: (i: number) => Promise<unknown>,
  warmUp = Math.ceil(count / 10),
): Promise<number[]> {
  for (let i = 0; i < warmUp; i++) await work(i);
  const samples: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = process.hrtime.bigint();
    await work(i);
    samples.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  return samples;
}

export function timing(samples: number[]): Timing {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

export const ms = (value: number): string => `${value.toFixed(2)} ms`;

/** Two things in turn, A B A B, so that a drift of the machine hits both; the median of the pairwise ratios A/B. */
export async function paired(
  rounds: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<{ ratio: number; spread: [number, number] }> {
  const ratios: number[] = [];
  for (let i = 0; i < rounds; i++) ratios.push((await a()) / (await b()));
  const sorted = ratios.toSorted((x, y) => x - y);
  return {
    ratio: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    spread: [sorted[0] ?? Number.NaN, sorted.at(-1) ?? Number.NaN],
  };
}

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
