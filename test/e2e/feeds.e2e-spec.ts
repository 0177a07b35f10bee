import type { INestApplicationContext } from '@nestjs/common';

import { FixtureSite } from '../support/fixture-site.js';
import { type ApiClient, formOf } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingestEnd, startWorker } from './running-worker.js';

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let client: ApiClient;
let storeId: string;

const base = () => `/api/v1/knowledge-base/${storeId}`;
const end = (body: Record<string, unknown>) =>
  ingestEnd(client, storeId, String(body['ingest_id']));
const upload = (name: string, text: string) =>
  client.post(`${base()}/feeds`, formOf({ name, text }));

beforeAll(async () => {
  site = await FixtureSite.start();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
  worker = await startWorker(site);
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await site.stop();
});
beforeEach(async () => {
  ({ client, storeId } = await aStoreWithKey(api.admin));
});

describe('product feeds over HTTP', () => {
  it('are uploaded, found with their facts, and removed as a source', async () => {
    const answer = await upload('spring.csv', 'id,title,price\nV1,Velvet cushion,19.90 EUR\n');
    expect(answer.status).toBe(202);
    expect(await end(answer.body)).toMatchObject({ status: 'live', kind: 'import' });

    const found = await client.post(`${base()}/search`, { query: 'velvet cushion' });
    expect(found.body['results']).toMatchObject([
      { page_kind: 'product', product: { sku: 'V1', price: '19.90', currency: 'EUR' } },
    ]);
    const sources = await client.get(`${base()}/sources`);
    const [source] = sources.body['items'] as unknown as { id: string; kind: string }[];
    expect(source).toMatchObject({ kind: 'feed', url: 'feed:spring.csv', page_count: 1 });
    const removed = await client.call('DELETE', `${base()}/sources/${source?.id}`);
    expect(await end(removed.body)).toMatchObject({ status: 'live', kind: 'removal' });
  });

  it('are read from an address, on request', async () => {
    site.page('/feed.json', { body: JSON.stringify([{ id: 'V1', title: 'Velvet cushion' }]) });
    const source = await client.post(`${base()}/sources`, {
      kind: 'feed',
      url: `${site.origin}/feed.json`,
    });
    expect(source.body).toMatchObject({ kind: 'feed', max_pages: 20_000 });

    const started = await client.post(`${base()}/sources/${String(source.body['id'])}/crawl`);

    expect(await end(started.body)).toMatchObject({ status: 'live', kind: 'import' });
    const { body } = await client.get(`${base()}/pages`);
    expect(body['items']).toMatchObject([
      { url: `${site.origin}/feed.json#V1`, outcome: 'indexed' },
    ]);
  });

  it('whose products have no link are cited by their page and feed', async () => {
    const text = 'id,title,description\nV1,Velvet cushion,It is filled with goose feathers.\n';
    await end((await upload('spring.csv', text)).body);
    const { body: conversation } = await client.post('/api/v1/conversations', {});

    const { body: answer } = await client.post(
      `/api/v1/conversations/${String(conversation['id'])}/messages`,
      { content: 'What is the velvet cushion filled with?' },
    );

    const [cited] = answer['citations'] as unknown as { page_id: string; quote: string }[];
    expect(cited).toMatchObject({ url: null, title: 'Velvet cushion (spring.csv)' });
    const { body: page } = await client.get(`${base()}/pages/${cited?.page_id}`);
    expect(page).toMatchObject({ url: 'feed:spring.csv#V1', kind: 'product' });
    expect(page['markdown']).toContain(cited?.quote);
  });

  it.each([
    ['empty.csv', ''],
    ['cut.json', '[{"id":'],
    ['page.csv', '<!doctype html>'],
    ['data.csv', '\u0000\u0001'],
  ])('say why they cannot be read: %s', async (name, text) => {
    const { body } = await upload(name, text);

    expect(await end(body)).toMatchObject({
      status: 'failed',
      error: { code: 'KNOWLEDGE_FEED_UNREADABLE' },
    });
  });

  it('are refused where they are of another type', async () => {
    expect(await upload('feed.xml', '<rss/>')).toMatchObject({
      status: 422,
      body: { code: 'KNOWLEDGE_FILE_TYPE_UNKNOWN' },
    });
  });
});
