import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { ms } from '../bench/measure.js';
import { heldMebibytes, MeasuredProcess } from '../bench/measured-process.js';
import { ApiClient } from '../e2e/api-client.js';
import { aStoreWithKey } from '../e2e/running-api.js';
import { askAt, type GoodStore } from './dribbling/good-clients.js';
import type { SlowTarget } from './dribbling/slow-client.js';
import type { SlowCount } from './dribbling/slow-crowd.js';

const everyMs = 20;
const mostTimes = 2;
const mostGrownMib = 300;

/**
 * `npm run prove -- slow-clients [seconds=300] [clients=500]`: while so many clients dribble headers and bodies, say nothing
 * or do not read, a good one waits at most twice as long as before and after them (p95), and memory stays bounded.
 */
export async function run([seconds = '300', clients = '500']: string[]): Promise<void> {
  const api = await MeasuredProcess.start('api', { ISOLATION_CHECK_MINUTES: '0' }, [
    'weighed-process',
  ]);
  try {
    const store = await aStoreWithKey(new ApiClient(api.origin, process.env['ADMIN_API_KEY']));
    const quietSeconds = Math.max(10, Number(seconds) / 5);
    await askAt(store, everyMs, 5);
    const before = await askAt(store, everyMs, quietSeconds);
    const { heapMib } = await api.weight();
    const crowd = new Worker(new URL('./dribbling/slow-crowd.js', import.meta.url), {
      workerData: { target: await targetOf(api, store), clients: Number(clients) },
    });
    const beside = await askAt(store, everyMs, Number(seconds));
    const held = heldMebibytes(api.pid);
    const grown = (await api.weight()).heapMib - heapMib;
    crowd.postMessage('count');
    const [{ cutOff, told }] = (await once(crowd, 'message')) as [SlowCount];
    await crowd.terminate();
    const after = await askAt(store, everyMs, quietSeconds);
    say(
      `p95 of a good client: before ${ms(before.p95)}, beside ${clients} slow ones ${ms(beside.p95)}, after ${ms(after.p95)}`,
    );
    say(`  p50: ${ms(before.p50)}, ${ms(beside.p50)}, ${ms(after.p50)}`);
    say(
      `  ${cutOff} times one was cut off, ${told} of them with 408; the API held ${held} MiB, its heap grew by ${grown} MiB`,
    );
    assert.ok(beside.p95 <= mostTimes * Math.max(before.p95, after.p95));
    assert.ok(grown <= mostGrownMib, `The heap grew by ${grown} MiB`);
    assert.ok(Number(seconds) < 60 || told >= Number(clients) / 4, 'Slow ones were not cut off');
  } finally {
    await api.stop('SIGKILL');
  }
}

async function targetOf(api: MeasuredProcess, { client }: GoodStore): Promise<SlowTarget> {
  const { body } = await client.post('/api/v1/conversations', {});
  return {
    port: Number(new URL(api.origin).port),
    key: String(client.key),
    messages: `/api/v1/conversations/${String(body['id'])}/messages`,
  };
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
