import { gapsQueue } from '@app/agent';
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import type { Queue } from 'bullmq';

import { judge } from '../../proofs/fuzzing/answers/judge-answer.js';
import { Fuzz } from '../../proofs/fuzzing/fuzz.js';
import { plannedRequest } from '../../proofs/fuzzing/plan-request.js';
import type { FixtureSite } from '../../support/fixture-site.js';
import { type RunningApi, startApi } from '../running-api.js';
import { startShop, startWorker } from '../running-worker.js';

/** A short form of `npm run prove -- fuzz`. */
const requests = 1_500;

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;

beforeAll(async () => {
  site = await startShop();
  site.page('/hook', 'taken').page('/orders', { body: '{"status":"shipped"}' });
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
  worker = await startWorker(site);
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await site.stop();
});

describe('requests made up from the document', () => {
  it('are all answered as it says, whatever they hold', async () => {
    const queue = worker.get<Queue>(getQueueToken(gapsQueue.name), { strict: false });

    const { faults, coverage, sent, away } = await new Fuzz({
      admin: api.admin,
      site,
      gapsQueue: queue,
    }).run({ seed: 7, requests });

    expect([...faults]).toEqual([]);
    expect(sent).toBe(requests);
    expect(away.length).toBeLessThan(requests / 100);
    expect(coverage.gaps.unasked.length).toBeLessThan(5);
    expect(coverage.gaps.unfulfilled.length).toBeLessThan(40);
  });

  it('are the same for a seed, and others for another', () => {
    const drawn = (seed: number) => [1, 2, 3].map((n) => plannedRequest(seed, n));

    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
  });
});

describe('an answer', () => {
  const sent = { method: 'GET', path: '/api/v1/stores', headers: {}, body: undefined };
  const problem = { type: 'urn:x', title: 'x', code: 'X', correlation_id: '12345678' };
  const faultsOf = (status: number, body: unknown, type = 'application/json', headers = {}) =>
    judge(sent, {
      status,
      headers: { ...good, 'content-type': type, ...headers },
      text: JSON.stringify(body),
    }).join();
  let good: Record<string, string>;

  beforeAll(async () => {
    good = Object.fromEntries((await api.admin.get('/api/v1/stores')).headers);
  });

  it('as it should be has no fault', () => {
    expect(faultsOf(200, { items: [], next_cursor: null })).toBe('');
  });

  it('is seen to be wrong in its status, schema, type, headers and words', () => {
    const told = { ...problem, status: 401, detail: 'at x (/srv/node_modules/pg/lib.js:1:1)' };
    const asProblem = 'application/problem+json';

    expect(faultsOf(500, { ...told, status: 500 }, asProblem)).toContain('answered 500');
    expect(faultsOf(200, { items: 1 })).toContain('does not fit the schema');
    expect(faultsOf(418, told, asProblem)).toContain('not documented');
    expect(faultsOf(401, told, asProblem)).toContain('tells of its insides');
    expect(faultsOf(403, told, asProblem)).toContain('another status');
    expect(faultsOf(401, told)).toContain('is application/json');
    expect(faultsOf(200, { items: [], next_cursor: null }, undefined, { server: 'x' })).toContain(
      'header server',
    );
    expect(
      faultsOf(200, { items: [], next_cursor: null }, undefined, { 'x-frame-options': '' }),
    ).toContain('header x-frame-options');
  });
});
