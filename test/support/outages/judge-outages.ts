import type { Asked } from './busy-shops.js';
import type { Load, Outage } from './take-away.js';

/** The bars. A request that began before the outage has until then, too. */
const answeredWithinMs = 1_000;
/** What a request takes here while nothing is away comes on top, at least as much. */
const leastSlackMs = 500;
const healthyWithinMs = 5_000;
const mostLines = 10;
const mostCore = 0.1;
/** As long as a claim on a conversation lasts whose answer was lost, and a request. */
const busyAtMostMs = 35_000;

export interface Judged {
  told: string[];
  faults: string[];
}

/** What was seen of the outages of one server, and what of it lies beyond a bar. */
export function judgeOutages(
  name: string,
  outages: readonly Outage[],
  asked: readonly Asked[],
): Judged {
  const isDuring = ({ startedAt, ms }: Asked) =>
    outages.some((one) => startedAt + ms > one.startedAt && startedAt < one.endedAt);
  const during = asked.filter(isDuring);
  const usual = quantile(
    asked.filter((one) => !isDuring(one)).map(({ ms }) => ms),
    0.99,
  );
  const withinMs = answeredWithinMs + Math.max(leastSlackMs, usual);
  const refused = during.filter(({ status }) => status === 503);
  const times = spread(during.map(({ ms }) => ms));
  const healthy = spread(outages.map(({ healthyAfterMs }) => healthyAfterMs));
  const loads = { api: loadOf('api', outages), worker: loadOf('worker', outages) };
  const busyMs = longestBusy(asked);
  const away = outages.reduce((sum, one) => sum + one.endedAt - one.startedAt, 0);
  const told = [
    `${name} away ${outages.length} times (${waysOf(outages)}), ${(away / 1_000).toFixed(0)} s in all`,
    `  ${during.length} requests meanwhile (${countsOf(during)}), ${refused.length} refused`,
    `  answered after ${times.text} ms, otherwise p99 ${usual}; healthy after ${healthy.text} ms`,
    `  a conversation that its answer was lost of was busy for at most ${busyMs} ms`,
    ...Object.entries(loads).map(
      ([door, { linesPerSecond, coreShare }]) =>
        `  ${door}: at most ${linesPerSecond.toFixed(1)} lines a second, ${(coreShare * 100).toFixed(1)} % of a core over all`,
    ),
  ];
  const faults = [
    ...during.filter(({ status }) => status === 0 || (status >= 500 && status !== 503)),
    ...refused.filter(({ isProblem }) => !isProblem),
    ...during.filter(({ ms }) => ms > withinMs),
  ].map((one) => `${name}: ${JSON.stringify(one)}`);
  if (healthy.most > healthyWithinMs) faults.push(`${name}: healthy only after ${healthy.most} ms`);
  if (busyMs > busyAtMostMs) faults.push(`${name}: a conversation was busy for ${busyMs} ms`);
  for (const [door, { linesPerSecond, coreShare }] of Object.entries(loads)) {
    if (linesPerSecond > mostLines) faults.push(`${name}: ${door} wrote ${linesPerSecond} lines/s`);
    // without Redis the API goes on serving, which takes what it takes
    if (door === 'worker' && coreShare > mostCore) {
      faults.push(`${name}: ${door} took ${coreShare} of a core`);
    }
  }
  return { told, faults };
}

/** Of lines the worst outage counts, of time all of them together. */
function loadOf(door: 'api' | 'worker', outages: readonly Outage[]): Load {
  const seconds = outages.reduce((sum, one) => sum + one.seconds, 0);
  const used = outages.reduce((sum, one) => sum + one.loads[door].coreShare * one.seconds, 0);
  const lines = outages.map(({ loads }) => loads[door].linesPerSecond);
  return { linesPerSecond: Math.max(...lines), coreShare: used / seconds };
}

/** Of one shop, from its first refusal of a question as busy to the next that was none. */
function longestBusy(asked: readonly Asked[]): number {
  const since = new Map<string, number>();
  let longest = 0;
  for (const { what, shop, status, startedAt, ms } of asked) {
    if (what !== 'message') continue;
    const from = since.get(shop);
    if (from !== undefined) longest = Math.max(longest, startedAt + ms - from);
    if (status !== 409) since.delete(shop);
    else if (from === undefined) since.set(shop, startedAt);
  }
  return longest;
}

function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}

function spread(samples: readonly number[]): { text: string; most: number } {
  const at = (share: number) => quantile(samples, share);
  return { text: `p50 ${at(0.5)}, p95 ${at(0.95)}, at most ${at(1)}`, most: at(1) };
}

function countsOf(asked: readonly Asked[]): string {
  return counted(asked.map(({ what, status }) => `${what} ${status}`));
}

const waysOf = (outages: readonly Outage[]): string => counted(outages.map(({ way }) => way));

function counted(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name}: ${count}`).join(', ');
}
