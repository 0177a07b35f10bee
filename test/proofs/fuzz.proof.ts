import assert from 'node:assert/strict';

import { AgentModule, gapsQueue } from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';

import { heldMebibytes, MeasuredProcess } from '../bench/measured-process.js';
import { ApiClient } from '../e2e/api-client.js';
import { startShop } from '../e2e/running-worker.js';
import { openRooms } from '../support/rooms.js';
import { Fuzz, type FuzzEnd } from './fuzzing/fuzz.js';

const usualRequests = 50_000;
/** Between the heaps after a collection, early and at the end. */
const mostGrownMib = 40;

/**
 * `npm run prove -- fuzz [requests] [seed] [from] [away]`: requests made up from openapi.json, good and bad, to an API and a worker
 * of their own. Throws where an answer is a 5xx, is not as the document says, lacks a header or tells of insides; where a
 * process ends, memory grows or anything but loopback is called. The same seed sends the same requests; `from` is the number
 * of the first, so that one can be sent again; `away` how often the database or the queue may not answer in time, which is
 * never unless something else keeps the machine busy.
 */
export async function run(args: string[]) {
  const [requests = String(usualRequests), seed = '1', from = '0', mostAway = '0'] = args;
  const size = { requests: Number(requests), seed: Number(seed), from: Number(from) };
  const site = await startShop();
  site.page('/hook', 'taken').page('/orders', { body: '{"status":"shipped"}' });
  const env = {
    CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
    CRAWL_EXTRACTION_THREADS: '0',
    ISOLATION_CHECK_MINUTES: '0',
    CHAT_PRICES: 'a-model=0.15/0.60',
  };
  const preloads = ['loopback-only', 'weighed-process'];
  const worker = await MeasuredProcess.start('worker', env, preloads);
  const api = await MeasuredProcess.start('api', env, preloads);
  const rooms = await openRooms({ imports: [KnowledgeModule, AgentModule] });
  try {
    const admin = new ApiClient(api.origin, process.env['ADMIN_API_KEY']);
    const queue = rooms.get<Queue>(getQueueToken(gapsQueue.name), { strict: false });
    const heaps: number[] = [];
    const fuzz = new Fuzz({ admin, site, gapsQueue: queue }, async (sent) => {
      heaps.push((await api.weight()).heapMib);
      say(`${sent} requests: heap ${heaps.at(-1)} MiB, held ${heldMebibytes(api.pid)} MiB`);
    });
    const end = await fuzz.run(size);
    report(end);
    for (const line of unforeseen(api.log).slice(0, 5)) say(line.slice(0, 3_000));
    const { status } = await admin.get('/health/ready');
    assert.equal(status, 200);
    assert.equal(worker.hasEnded, false);
    assert.deepEqual(
      [api, worker].flatMap(({ log }) => log.match(/^called outside: .*$/gm) ?? []),
      [],
    );
    expectFlat(heaps);
    const times = end.away.length;
    assert.ok(times <= Number(mostAway), `${times} times something was away.`);
    assert.equal(end.faults.size, 0, `${end.faults.size} things are wrong.`);
  } finally {
    await rooms.close();
    await api.stop('SIGKILL');
    await worker.stop('SIGKILL');
    await site.stop();
  }
}

/** From when a fifth was sent: until then code is still compiled and pools filled. */
function expectFlat(heaps: readonly number[]): void {
  const grownMib = (heaps.at(-1) ?? 0) - (heaps[Math.floor(heaps.length / 5)] ?? 0);
  assert.ok(grownMib <= mostGrownMib, `The heap of the API grew by ${grownMib} MiB.`);
}

function report({ coverage, faults, sent, away }: FuzzEnd): void {
  for (const line of coverage.lines) say(line);
  for (const [fault, { times, operations, first }] of faults) {
    say(`\n${times} × ${fault} (${[...operations].join(', ')})\n  ${first}`);
  }
  const { unasked, unfulfilled } = coverage.gaps;
  say(`\n${sent} requests, ${away.length} times something was away`);
  for (const one of away.slice(0, 10)) say(`away: ${one}`);
  say(`never asked: ${unasked.join(', ') || 'none'}`);
  say(`never fulfilled: ${unfulfilled.join(', ') || 'none'}`);
  if (unasked.length > 0 && sent > 10_000) throw new Error('An operation was never asked.');
}

/** What the API says of a 500. */
const unforeseen = (log: string): string[] =>
  log.split('\n').filter((line) => line.includes('unforeseen error'));

const say = (line: string) => void process.stdout.write(`${line}\n`);
