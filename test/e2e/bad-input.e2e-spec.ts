import type { INestApplicationContext } from '@nestjs/common';

import { FixtureSite } from '../support/fixture-site.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingest, ingestEnd, startWorker } from './running-worker.js';

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let down: FixtureSite;

beforeAll(async () => {
  site = await FixtureSite.start();
  down = await FixtureSite.start();
  await down.stop();
  const hosts = `${site.host},${down.host}`;
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: hosts });
  worker = await startWorker(site, down);
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await site.stop();
});

const start = (client: ApiClient, body: unknown, headers?: Record<string, string>) =>
  client.post('/api/v1/knowledge-base/ingest', body, { headers });

describe('an ingest that cannot be', () => {
  it.each([
    'ftp://shop.example/',
    'javascript:alert(1)',
    'not a url',
    'https://user:secret@shop.example.com/',
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://2130706433/',
    'http://localhost/',
    'http://10.0.0.1/',
    'https://93.184.216.34:22/',
  ])('is refused by its URL: %s', async (url) => {
    const { client } = await aStoreWithKey(api.admin);

    const answer = await start(client, { url });

    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: 'KNOWLEDGE_URL_REFUSED',
      errors: [{ field: 'url' }],
    });
  });

  it.each([0, -1, 1.5, 1_000_000_000, '200', null])(
    'is refused by its max_pages: %p',
    async (max_pages) => {
      const { client } = await aStoreWithKey(api.admin);

      const answer = await start(client, { url: site.origin, max_pages });

      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ errors: [{ in: 'body', field: 'max_pages' }] });
    },
  );

  it('needs a store where an admin key asks, and a UUID for it', async () => {
    const none = await start(api.admin, { url: site.origin });
    const odd = await start(api.admin, { url: site.origin, store_id: 'shop' });

    expect(none.body).toMatchObject({ code: 'TENANCY_STORE_ID_REQUIRED' });
    expect(odd.body).toMatchObject({ code: 'TENANCY_STORE_ID_MALFORMED' });
  });
});

describe('a second ingest while one runs', () => {
  it('is refused with the id of the first, or joined by its Idempotency-Key', async () => {
    site.slow('/slow', 1_500);
    const { client, storeId } = await aStoreWithKey(api.admin);
    const body = { url: `${site.origin}/slow` };
    const key = { 'idempotency-key': 'nightly-1' };

    const first = await start(client, body, key);
    const joined = await start(client, body, key);
    const second = await start(client, body);
    const other = await start(client, { ...body, max_pages: 7 }, key);
    const odd = await start(client, body, { 'idempotency-key': 'x'.repeat(300) });

    const id = first.body['ingest_id'];
    expect([first.status, joined.status, second.status]).toEqual([202, 202, 409]);
    expect(joined.body['ingest_id']).toBe(id);
    expect(second.body).toMatchObject({
      code: 'KNOWLEDGE_INGEST_RUNNING',
      details: { ingest_id: id },
    });
    expect(other.body).toMatchObject({ code: 'KNOWLEDGE_IDEMPOTENCY_KEY_REUSED' });
    expect(odd.body).toMatchObject({ errors: [{ in: 'header', field: 'Idempotency-Key' }] });
    await ingestEnd(client, storeId, String(id));
  });

  it('is one ingest for twenty requests at once with one key', async () => {
    const { client, storeId } = await aStoreWithKey(api.admin);
    const body = { url: `${site.origin}/slow` };

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => start(client, body, { 'idempotency-key': 'at-once' })),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const ids = new Set(answers.map((answer) => String(answer.body['ingest_id'])));
    expect(ids.size).toBe(1);
    await client.post(`/api/v1/knowledge-base/${storeId}/ingests/${[...ids].join('')}/cancel`);
  });
});

describe('a website that gives nothing', () => {
  const failing = async (url: string, max_pages = 10) => {
    const { client, storeId } = await aStoreWithKey(api.admin);
    const started = await start(client, { url, max_pages });
    const ended = await ingestEnd(client, storeId, String(started.body['ingest_id']));
    const status = await client.get(`/api/v1/knowledge-base/${storeId}/status`);
    return { ended, status };
  };

  it('fails with a reason when it is down', async () => {
    const { ended, status } = await failing(down.origin);

    expect(ended).toMatchObject({
      status: 'failed',
      error: { code: expect.stringMatching(/^KNOWLEDGE_/), detail: expect.any(String) },
    });
    expect(status.body).toMatchObject({ status: 'failed', live_release: null });
  });

  it('fails with a reason when every page is forbidden or empty', async () => {
    site.page('/forbidden', { status: 403, body: 'no' }).page('/empty', '');

    for (const path of ['/forbidden', '/empty']) {
      const { ended } = await failing(site.origin + path);

      expect(ended).toMatchObject({ status: 'failed', error: { detail: expect.any(String) } });
    }
  });

  it('does not follow a redirect to an address that is refused', async () => {
    site.redirect('/away', 'http://169.254.169.254/latest/meta-data');

    const { ended } = await failing(`${site.origin}/away`);

    expect(ended).toMatchObject({ status: 'failed' });
  });

  it('stops at max_pages in a calendar that never ends', async () => {
    site.calendar('/calendar/');
    const { client, storeId } = await aStoreWithKey(api.admin);
    const started = await start(client, { url: `${site.origin}/calendar/0`, max_pages: 8 });

    const ended = await ingestEnd(client, storeId, String(started.body['ingest_id']));

    const { fetched } = ended['pages'] as unknown as { fetched: number };
    expect(fetched).toBeLessThanOrEqual(8);
  });

  it('keeps the last release live when a later ingest fails', async () => {
    const { client, storeId } = await aStoreWithKey(api.admin);
    site.page('/good', '<main><h1>Returns</h1><p>Return anything within 60 days.</p></main>');
    await ingest(client, storeId, `${site.origin}/good`);
    site.page('/good', { status: 403, body: 'no' });

    const ended = await ingest(client, storeId, `${site.origin}/good`);
    const { body } = await client.get(`/api/v1/knowledge-base/${storeId}/status`);

    expect(ended['status']).toBe('failed');
    expect(body).toMatchObject({ live_release: 1, page_count: 1 });
  });
});
