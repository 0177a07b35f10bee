import type { INestApplicationContext } from '@nestjs/common';

import type { FixtureSite } from '../support/fixture-site.js';
import { anotherDatabase } from '../support/placements/another-database.js';
import { ChattingShoppers } from '../support/placements/chatting-shoppers.js';
import { waitFor } from '../support/wait-for.js';
import { aStoreWithKey, type RunningApi, startApi, withEnv } from './running-api.js';
import { ingest, startShop, startWorker } from './running-worker.js';

/** No other file's, whose stores would be counted on a server that all share. */
const place = 'moved-to';
let apart: Awaited<ReturnType<typeof anotherDatabase>>;
let site: FixtureSite;
let worker: INestApplicationContext;
/** Of which the second has to learn of a move by itself. */
let apis: RunningApi[];

beforeAll(async () => {
  apart = await anotherDatabase(place);
  const env = { PLACEMENT_URLS: apart.placement };
  site = await startShop();
  worker = await withEnv(env, () => startWorker(site));
  const crawling = { ...env, CRAWL_ALLOWED_PRIVATE_HOSTS: site.host };
  apis = [await startApi(crawling), await startApi(crawling)];
}, 120_000);
afterAll(async () => {
  for (const api of apis) await api.stop();
  await worker.close();
  await site.stop();
  await apart.stop();
});

const admin = () => (apis[0] as RunningApi).admin;

async function move(storeId: string, placement: string) {
  const path = `/api/v1/stores/${storeId}/moves`;
  const { status, body } = await admin().post(path, { placement });
  expect(status).toBe(202);
  return waitFor(
    async () => {
      const { body: now } = await admin().get(`${path}/${String(body['id'])}`);
      return now['step'] === 'moved' ? now : undefined;
    },
    { timeoutMs: 60_000 },
  );
}

describe('a store that moves while its shoppers chat', () => {
  it('fails no read and loses no message, there and back', async () => {
    const { storeId, client } = await aStoreWithKey(admin());
    await ingest(client, storeId, site.origin);
    const clients = apis.map((api) => api.admin.as(String(client.key)));
    const shoppers = await ChattingShoppers.begin(clients, 4);

    const there = await move(storeId, place);
    const { body } = await admin().get(`/api/v1/stores/${storeId}`);
    await shoppers.chatMore(8);
    const back = await move(storeId, 'shared');
    await shoppers.chatMore(8);
    const { asked, read, refused, faults } = await shoppers.end();

    expect({ refused, faults }).toEqual({ refused: {}, faults: [] });
    expect(asked).toBeGreaterThan(15);
    expect(read).toBeGreaterThan(asked);
    expect(body['placement']).toBe(place);
    expect(there).toMatchObject({ source: 'shared', target: place, failures: 0 });
    expect(back).toMatchObject({ verified: { samples: { search: 3, answers: 1 } }, failures: 0 });
  }, 180_000);

  it('is told of in the list of stores and of placements, and gives up the way back when confirmed', async () => {
    const { storeId } = await aStoreWithKey(admin());
    const moved = await move(storeId, place);
    const path = `/api/v1/stores/${storeId}/moves/${String(moved['id'])}`;

    const { status } = await admin().post(`${path}/confirm`, {});
    await waitFor(async () => (await admin().get(path)).body['step'] === 'confirmed');

    expect(status).toBe(202);
    const { body } = await admin().get('/api/v1/placements');
    expect(body['items']).toContainEqual({ name: place, state: 'up', stores: 1 });
    expect((await admin().post(`${path}/confirm`, {})).status).toBe(409);
  });

  it('may begin where it is to live, and is erased there', async () => {
    const { body } = await admin().post('/api/v1/stores', { name: 'Own', placement: place });
    const storeId = String(body['id']);
    const started = await admin().post('/api/v1/conversations', { store_id: storeId });

    const erased = await admin().call('DELETE', `/api/v1/stores/${storeId}`);

    expect(body['placement']).toBe(place);
    expect(started.status).toBe(201);
    // its own row is in the shared database as well, which finds it
    expect(erased.body['tables']).toMatchObject({ conversations: 1, stores: 2 });
    expect((await admin().get(`/api/v1/stores/${storeId}`)).status).toBe(404);
    const { status } = await admin().post('/api/v1/stores', { name: 'x', placement: 'nowhere' });
    expect(status).toBe(422);
  });
});
