import type { INestApplicationContext } from '@nestjs/common';

import { FixtureSite } from '../support/fixture-site.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingest, ingestEnd, startWorker } from './running-worker.js';

interface ListedPage {
  id: string;
  page_id: string | null;
  url: string;
  kind: string | null;
  outcome: string;
}

const lamp = {
  '@type': 'Product',
  name: 'Brass lamp',
  sku: 'LAMP-1',
  brand: { name: 'Lumen' },
  offers: { price: '129.00', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
};

const home =
  '<title>Shop</title><p>Lamps of brass.</p><a href="/products/brass-lamp">Lamp</a> <a href="/home">Home</a>';

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let client: ApiClient;
let storeId: string;
let ingestId: string;

const base = () => `/api/v1/knowledge-base/${storeId}`;
const listed = async (path: string): Promise<ListedPage> => {
  const { body } = await client.get(`${base()}/pages?limit=100`);
  const items = body['items'] as unknown as ListedPage[];
  return items.find(({ url }) => new URL(url).pathname === path) as ListedPage;
};

beforeAll(async () => {
  site = await FixtureSite.start();
  site
    .page('/', home)
    .page('/home', home)
    .page(
      '/products/brass-lamp',
      `<title>Brass lamp</title><h1>Brass lamp</h1><p>A lamp for a desk, with a heavy foot.</p>
       <a href="/policies/refund-policy">Refunds</a> <a href="/gone">Gone</a>
       <script type="application/ld+json">${JSON.stringify(lamp)}</script>`,
    )
    .page(
      '/policies/refund-policy',
      '<title>Refund policy</title><h1>Refund policy</h1><p>Send it back within 45 days.</p>',
    );
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
  worker = await startWorker(site);
  ({ client, storeId } = await aStoreWithKey(api.admin));
  ingestId = String((await ingest(client, storeId, site.origin))['ingest_id']);
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await site.stop();
});

describe('pages over HTTP', () => {
  it('are listed with what each is for', async () => {
    expect(await listed('/')).toMatchObject({ kind: 'page' });
    expect(await listed('/products/brass-lamp')).toMatchObject({ kind: 'product' });
    expect(await listed('/policies/refund-policy')).toMatchObject({ kind: 'policy' });
    expect(await listed('/gone')).toMatchObject({ kind: null, page_id: null });
  });

  it('are counted by how they ended, with examples', async () => {
    const { status, body } = await client.get(`${base()}/ingests/${ingestId}/outcomes`);
    const example = (path: string, detail: string | null, duplicateOf: string | null = null) => ({
      url: `${site.origin}${path}`,
      duplicate_of: duplicateOf,
      detail,
    });

    expect(status).toBe(200);
    expect(body['outcomes']).toMatchObject([
      { outcome: 'indexed', http_status: null, count: 3, examples: { length: 3 } },
      {
        outcome: 'duplicate',
        count: 1,
        examples: [example('/home', `same text as ${site.origin}/`, `${site.origin}/`)],
      },
      {
        outcome: 'http_error',
        http_status: 404,
        count: 1,
        examples: [example('/gone', expect.stringContaining('404') as string)],
      },
    ]);
  });

  it('are read with their text and facts, by the id of the list or of the text', async () => {
    const { id, page_id: textId } = await listed('/products/brass-lamp');

    const page = await client.get(`${base()}/pages/${id}`);
    const sameText = await client.get(`${base()}/pages/${textId}`);

    expect(page.status).toBe(200);
    expect(page.body).toMatchObject({
      page_id: textId,
      kind: 'product',
      markdown: expect.stringContaining('heavy foot'),
      content_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      born_release: 1,
      died_release: null,
      products: [
        {
          name: 'Brass lamp',
          sku: 'LAMP-1',
          brand: 'Lumen',
          price: '129.00',
          high_price: null,
          currency: 'EUR',
          availability: 'InStock',
          variants: [],
        },
      ],
    });
    expect(sameText.body).toEqual(page.body);
  });

  it('that gave no text have none to be read', async () => {
    const { id } = await listed('/gone');

    const page = await client.get(`${base()}/pages/${id}`);

    expect(page.status).toBe(404);
    expect(page.body).toMatchObject({ code: 'KNOWLEDGE_PAGE_NOT_FOUND' });
  });

  it('stand behind what a search finds, with the facts of their product', async () => {
    const lamps = await client.post(`${base()}/search`, { query: 'desk lamp with a heavy foot' });
    const refunds = await client.post(`${base()}/search`, { query: 'refund within 45 days' });

    const [first] = lamps.body['results'] as unknown as Record<string, unknown>[];
    const [second] = refunds.body['results'] as unknown as Record<string, unknown>[];
    expect(first).toMatchObject({
      page_kind: 'product',
      product: { name: 'Brass lamp', price: '129.00', currency: 'EUR' },
    });
    expect(first?.['product']).not.toHaveProperty('description');
    expect(second).toMatchObject({ page_kind: 'policy', product: null });
  });

  it('are read again one by one, beside what is live', async () => {
    const { page_id: pageId } = await listed('/policies/refund-policy');
    site.page(
      '/policies/refund-policy',
      '<title>Refund policy</title><h1>Refund policy</h1><p>Send it back within 90 days.</p>',
    );

    const started = await client.post(`${base()}/pages/${pageId}/refresh`);
    const ended = await ingestEnd(client, storeId, String(started.body['ingest_id']));
    const found = await client.post(`${base()}/search`, { query: 'send it back within 90 days' });

    expect(started.status).toBe(202);
    expect(ended).toMatchObject({
      kind: 'refresh',
      status: 'live',
      pages: { found: 1, indexed: 1 },
    });
    expect(found.body['results']).toMatchObject([{ text: expect.stringContaining('90 days') }]);
    const gone = await client.post(`${base()}/pages/${pageId}/refresh`);
    expect(gone.body).toMatchObject({ status: 404, code: 'KNOWLEDGE_PAGE_NOT_FOUND' });
  });

  it('are listed of the last ingest, or of the one that is named', async () => {
    const last = await client.get(`${base()}/pages`);
    const named = await client.get(`${base()}/pages?ingest_id=${ingestId}`);
    const none = await client.get(`${base()}/pages?ingest_id=${storeId}`);

    expect(last.body['items']).toMatchObject([{ url: `${site.origin}/policies/refund-policy` }]);
    expect(named.body['items']).toHaveLength(5);
    expect(none.body).toMatchObject({ status: 404, code: 'KNOWLEDGE_INGEST_NOT_FOUND' });
  });
});
