import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type { INestApplicationContext } from '@nestjs/common';

import { Enduring, mixedRequests } from '../proofs/enduring/mixed-requests.js';
import type { FixtureSite } from '../support/fixture-site.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingest, startShop, startWorker } from './running-worker.js';

/** A short form of `npm run prove -- endurance`. */
const size = { warmUp: 150, requests: 450, lanes: 8, mostMib: 24 };

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;

beforeAll(async () => {
  site = await startShop();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
  worker = await startWorker(site);
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await site.stop();
});

describe('mixed requests, one after the other', () => {
  it('all succeed and leave nothing behind', async () => {
    const store = await aStoreWithKey(api.admin);
    await ingest(store.client, store.storeId, site.origin);
    const enduring = new Enduring(mixedRequests(api.admin, store));
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heldAfter = async (requests: number) => {
      await enduring.many(requests, size.lanes);
      collect();
      return process.memoryUsage().heapUsed / 1024 ** 2;
    };

    const before = await heldAfter(size.warmUp);
    const after = await heldAfter(size.requests);

    expect(enduring.end).toEqual({ done: size.warmUp + size.requests, errors: [] });
    expect(after - before).toBeLessThan(size.mostMib);
  });
});
