import type { INestApplicationContext } from '@nestjs/common';

import type { FixtureSite } from '../../support/fixture-site.js';
import { GuideReader } from '../../support/guides/guide-reader.js';
import { freePort } from '../../support/outages/free-port.js';
import { type RunningApi, startApi } from '../running-api.js';
import { ingest, startShop, startWorker } from '../running-worker.js';

const guide = GuideReader.open('integrator', {
  isApart: true,
  left: { 'npm install openai': 'no registry is at hand; the package is that of the repository' },
});

let shop: FixtureSite;
let api: RunningApi;
let worker: INestApplicationContext;

beforeAll(async () => {
  shop = await startShop();
  const port = await freePort();
  const reached = `${shop.host},127.0.0.1:${port}`;
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: reached });
  worker = await startWorker(shop, { host: `127.0.0.1:${port}` });
  const { admin } = api;
  const { body } = await admin.post('/api/v1/stores', { name: 'Pillow Store' });
  const storeId = String(body['id']);
  const keys = `/api/v1/stores/${storeId}/keys`;
  const key = await admin.post(keys, { kind: 'store' });
  const widget = await admin.post(keys, {
    kind: 'widget',
    allowed_origins: ['https://shop.example'],
  });
  await ingest(admin, storeId, shop.origin);
  guide.set({ STOREHAND_URL: admin.origin, STOREHAND_KEY: String(key.body['key']) });
  guide.set({ STORE_ID: storeId, WIDGET_KEY: String(widget.body['key']) });
  guide.set({ SHOP_URL: `http://127.0.0.1:${port}`, SHOP_PORT: String(port) });
  guide.show(shop.origin, 'https://shop.example');
}, 240_000);
afterAll(async () => {
  await api.stop();
  await worker.close();
  await shop.stop();
  guide.close();
});

describe('the guide of integrators', () => {
  it.each(guide.sections)(
    'shows what is seen: %s',
    async (section) => {
      expect(await guide.follow(section)).toEqual([]);
    },
    300_000,
  );

  it('leaves out what it says', () => {
    expect(guide.unknown).toEqual([]);
  });
});
