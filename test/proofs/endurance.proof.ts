import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { slope } from '../bench/measure.js';
import { MeasuredProcess } from '../bench/measured-process.js';
import { ApiClient } from '../e2e/api-client.js';
import { aStoreWithKey } from '../e2e/running-api.js';
import { ingest, startShop } from '../e2e/running-worker.js';
import { Enduring, mixedRequests } from './enduring/mixed-requests.js';

const lanes = 16;
const trialRequests = 500;
const trials = 3;
/** Weighed so often. */
const everyMs = 60_000;
const mostMibAMinute = 1;
/** A shorter run says little about a slope: pools fill and code is compiled. */
const tellingMinutes = 10;

/**
 * `npm run prove -- endurance [minutes=60]`: finds the highest rate of mixed requests, goes on at half of it, and tells what
 * the API holds each minute, with the slope by least squares without the first tenth. Throws where a request fails or the
 * heap after a collection grows by a mebibyte a minute.
 */
export async function run([minutes = '60']: string[]): Promise<void> {
  const site = await startShop();
  const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: site.host, ISOLATION_CHECK_MINUTES: '0' };
  const worker = await MeasuredProcess.start('worker', env);
  const api = await MeasuredProcess.start('api', env, ['weighed-process']);
  try {
    const admin = new ApiClient(api.origin, process.env['ADMIN_API_KEY']);
    const store = await aStoreWithKey(admin);
    await ingest(store.client, store.storeId, site.origin);
    const enduring = new Enduring(mixedRequests(admin, store));
    const most = await highestRate(enduring);
    say(`at most ${most.toFixed(0)} a second; going on at half of it`);
    const weights = await endure(enduring, api, { rate: most / 2, minutes: Number(minutes) });
    judge(enduring, weights, Number(minutes));
  } finally {
    await api.stop('SIGKILL');
    await worker.stop('SIGKILL');
    await site.stop();
  }
}

async function highestRate(enduring: Enduring): Promise<number> {
  let most = 0;
  for (let n = 0; n < trials; n += 1) {
    const startedAt = performance.now();
    await enduring.many(trialRequests, lanes);
    most = Math.max(most, trialRequests / ((performance.now() - startedAt) / 1_000));
  }
  return most;
}

interface Weighed {
  minute: number;
  heapMib: number;
  rssMib: number;
}

/** Each request at its time, whether or not those before it are answered. */
async function endure(
  enduring: Enduring,
  api: MeasuredProcess,
  { rate, minutes }: { rate: number; minutes: number },
): Promise<Weighed[]> {
  const weights: Weighed[] = [];
  const startedAt = performance.now();
  const open = new Set<Promise<void>>();
  for (let sent = 0; ; sent += 1) {
    const dueMs = (sent / rate) * 1_000;
    if (dueMs > minutes * 60_000) break;
    await sleep(Math.max(0, startedAt + dueMs - performance.now()));
    const request = enduring.one().finally(() => open.delete(request));
    open.add(request);
    if (dueMs < weights.length * everyMs) continue;
    weights.push({ minute: dueMs / 60_000, ...(await api.weight()) });
    say(`minute ${weights.length - 1}: ${JSON.stringify(weights.at(-1))}, ${open.size} open`);
  }
  await Promise.all(open);
  return weights;
}

function judge({ end }: Enduring, weights: readonly Weighed[], minutes: number): void {
  const settled = weights.filter(({ minute }) => minute >= Math.max(1, minutes / 10));
  const of = (name: 'heapMib' | 'rssMib') =>
    slope(settled.map((one) => [one.minute, one[name]] as const));
  const [heap, rss] = [of('heapMib'), of('rssMib')];
  say(`${end.done} requests, ${end.errors.length} errors ${end.errors.slice(0, 3).join('; ')}`);
  say(`heap ${heap.toFixed(2)}, held ${rss.toFixed(2)} MiB a minute`);
  assert.deepEqual(end.errors, []);
  if (minutes >= tellingMinutes) assert.ok(heap < mostMibAMinute, `${heap} MiB a minute`);
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
