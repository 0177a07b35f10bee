import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { ms, type Timing } from '../bench/measure.js';
import { MeasuredProcess } from '../bench/measured-process.js';
import { ApiClient } from '../e2e/api-client.js';
import { aStoreWithKey } from '../e2e/running-api.js';
import { askAt, type GoodStore } from './dribbling/good-clients.js';

/** Requests a minute of the store that floods, and how many times that it sends. */
const limit = 600;
const times = 12;
const floodSeconds = 50;
const goodEveryMs = 20;
const mostOff = 0.05;
const mostTimes = 1.2;

/**
 * `npm run prove -- neighbours [rounds=3]`: over two processes of the API one store sends many times what it may in a minute,
 * each request with another forged address of its sender. What is let through is its limit within a twentieth, and another
 * store waits no longer for it (p95, beside and without the flood in turn).
 */
export async function run([rounds = '3']: string[]): Promise<void> {
  const apis = [await start(), await start()];
  try {
    const admin = new ApiClient(String(apis[0]?.origin), process.env['ADMIN_API_KEY']);
    const other = await aStoreWithKey(admin);
    await askAt(other, goodEveryMs, 5);
    const quiet: Timing[] = [];
    const beside: Timing[] = [];
    for (let n = 0; n < Number(rounds); n += 1) {
      quiet.push(await askAt(other, goodEveryMs, floodSeconds / 2));
      const greedy = await aStoreWithKey(admin);
      const limits = { body: { requests_per_minute: limit } };
      await admin.call('PUT', `/api/v1/stores/${greedy.storeId}/limits`, limits);
      // what a process remembers of a store's limits may be a second old
      await sleep(1_500);
      const [through, timing] = await Promise.all([
        flood(apis, greedy),
        askAt(other, goodEveryMs, floodSeconds),
      ]);
      beside.push(timing);
      say(`${through} of ${limit * times} let through, ${limit} may be`);
      assert.ok(Math.abs(through - limit) <= limit * mostOff, `${through} were let through`);
    }
    const [without, withFlood] = [leastOf(quiet), leastOf(beside)];
    say(`p95 of another store: ${ms(without)} without, ${ms(withFlood)} beside it`);
    assert.ok(withFlood <= mostTimes * without, 'Another store waits longer');
  } finally {
    for (const api of apis) await api.stop('SIGKILL');
  }
}

const start = () =>
  MeasuredProcess.start('api', { ISOLATION_CHECK_MINUTES: '0', TRUST_PROXY: 'false' });

/** The round that the machine disturbed least. */
const leastOf = (timings: readonly Timing[]) => Math.min(...timings.map(({ p95 }) => p95));

/** How many were not refused; in turn to each process, evenly over the time. */
async function flood(apis: readonly MeasuredProcess[], { storeId, client }: GoodStore) {
  const clients = apis.map(({ origin }) => new ApiClient(origin, client.key));
  const count = limit * times;
  const startedAt = performance.now();
  const answers: Promise<number>[] = [];
  for (let n = 0; n < count; n += 1) {
    await sleep(Math.max(0, startedAt + (n / count) * floodSeconds * 1_000 - performance.now()));
    const forged = `198.51.${n % 250}.${(n * 7) % 250}`;
    const headers = { 'x-forwarded-for': forged, 'x-real-ip': forged, forwarded: `for=${forged}` };
    const at = clients[n % clients.length] as ApiClient;
    answers.push(at.get(`/api/v1/stores/${storeId}`, { headers }).then(({ status }) => status));
  }
  const statuses = await Promise.all(answers);
  assert.deepEqual([...new Set(statuses)].sort(), [200, 429]);
  return statuses.filter((status) => status === 200).length;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
