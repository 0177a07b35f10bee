import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { MeasuredProcess } from '../bench/measured-process.js';
import { ApiClient } from '../e2e/api-client.js';
import { aStoreWithKey } from '../e2e/running-api.js';
import type { GoodStore } from './dribbling/good-clients.js';

const mayWait = 20;
const mostGrownMib = 10;

/**
 * `npm run prove -- full-queue [rate=10] [seconds=60]`: without a worker a store asks for ingests at a rate, then at ten times
 * that. As many wait as may, the others get 429 with `Retry-After`, the heap of the API stays as it is, and another store can
 * still add one.
 */
export async function run([rate = '10', seconds = '60']: string[]): Promise<void> {
  const env = { ISOLATION_CHECK_MINUTES: '0', CRAWL_ALLOWED_PRIVATE_HOSTS: '127.0.0.1:9' };
  const api = await MeasuredProcess.start('api', env, ['weighed-process']);
  try {
    const admin = new ApiClient(api.origin, process.env['ADMIN_API_KEY']);
    const greedy = await aStoreWithKey(admin);
    await admin.call('PUT', `/api/v1/stores/${greedy.storeId}/limits`, {
      body: { waiting_ingests: mayWait },
    });
    const first = await askForIngests(greedy, Number(rate), Number(seconds));
    const before = await api.weight();
    const second = await askForIngests(greedy, 10 * Number(rate), Number(seconds));
    const after = await api.weight();
    say(
      `at ${rate} a second: ${first.taken} taken, ${first.refused} refused, heap ${before.heapMib} MiB`,
    );
    say(
      `at ten times that: ${second.taken} taken, ${second.refused} refused, heap ${after.heapMib} MiB`,
    );
    assert.equal(first.taken + second.taken, mayWait);
    assert.ok(after.heapMib - before.heapMib <= mostGrownMib);
    const other = await askForIngests(await aStoreWithKey(admin), 1, 1);
    assert.deepEqual(other, { taken: 1, refused: 0 });
  } finally {
    await api.stop('SIGKILL');
  }
}

/** Each gives a feed of its own name, which is an ingest of its own. */
async function askForIngests({ storeId, client }: GoodStore, rate: number, seconds: number) {
  const found = { taken: 0, refused: 0 };
  const startedAt = performance.now();
  const ask = async (n: number) => {
    const form = new FormData();
    form.set('file', new File(['id,title\n1,Cushion'], `${rate}-${n}.csv`));
    const { status, headers, text } = await client.post(
      `/api/v1/knowledge-base/${storeId}/feeds`,
      form,
    );
    if (status === 202) found.taken += 1;
    else if (status === 429 && headers.has('retry-after')) found.refused += 1;
    else throw new Error(`answered ${status}: ${text}`);
  };
  const asked: Promise<void>[] = [];
  for (let n = 0; n < rate * seconds; n += 1) {
    await sleep(Math.max(0, startedAt + (n / rate) * 1_000 - performance.now()));
    asked.push(ask(n));
  }
  await Promise.all(asked);
  return found;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
