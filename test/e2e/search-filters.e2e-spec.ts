import type { INestApplicationContext } from '@nestjs/common';

import { type ApiClient, formOf } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingestEnd, startWorker } from './running-worker.js';

interface Found {
  url: string;
  page_kind: string;
  product: { sku: string } | null;
}

let api: RunningApi;
let worker: INestApplicationContext;
let client: ApiClient;
let base: string;
let feedId: string;

beforeAll(async () => {
  api = await startApi();
  worker = await startWorker();
  const store = await aStoreWithKey(api.admin);
  client = store.client;
  base = `/api/v1/knowledge-base/${store.storeId}`;
  const live = async (ingestId: unknown) =>
    expect((await ingestEnd(client, store.storeId, String(ingestId)))['status']).toBe('live');

  const feed = formOf({
    name: 'spring.csv',
    text: 'id,title,price\nV1,Velvet cushion,19.90 EUR\nL1,Linen cushion,29.90 EUR\n',
  });
  await live((await client.post(`${base}/feeds`, feed)).body['ingest_id']);
  const { body } = await client.post(`${base}/snippets`, {
    question: 'Is the velvet cushion vegan?',
    answer: 'Yes, it is made of corn fibre.',
  });
  await live((body as unknown as { ingest: { ingest_id: string } }).ingest.ingest_id);
  const sources = await client.get(`${base}/sources`);
  const items = sources.body['items'] as unknown as { id: string; kind: string }[];
  feedId = items.find(({ kind }) => kind === 'feed')?.id ?? '';
});
afterAll(async () => {
  await api.stop();
  await worker.close();
});

const find = async (filter: Record<string, unknown>) => {
  const { body } = await client.post(`${base}/search`, { query: 'velvet cushion', ...filter });
  return body['results'] as unknown as Found[];
};
const skuOf = ({ product }: Found) => product?.sku;
const kinds = (found: readonly Found[]) => found.map(({ page_kind }) => page_kind).sort();

describe('the filters of a search over HTTP', () => {
  it('take pages of one source, of some kinds, or with a product', async () => {
    expect(kinds(await find({}))).toEqual(['faq', 'product', 'product']);
    expect(kinds(await find({ source_id: feedId }))).toEqual(['product', 'product']);
    expect(kinds(await find({ page_kinds: ['faq'] }))).toEqual(['faq']);
    const products = await find({ products_only: true });
    expect(products.map(skuOf).sort()).toEqual(['L1', 'V1']);
  });

  it('take one product and no other, however it is asked for', async () => {
    const query = 'velvet or linen cushion, V1';

    expect((await find({ query, product_sku: 'L1' })).map(skuOf)).toEqual(['L1']);
    expect((await find({ query, product_sku: 'V1' })).map(skuOf)).toEqual(['V1']);
    expect(await find({ query, product_sku: 'v' })).toEqual([]);
  });

  it('must all be met', async () => {
    expect(await find({ source_id: feedId, page_kinds: ['faq'] })).toEqual([]);
    expect(await find({ page_kinds: ['faq'], products_only: true })).toEqual([]);
    expect(await find({ page_kinds: ['faq'], product_sku: 'V1' })).toEqual([]);
    expect(kinds(await find({ source_id: feedId, products_only: true, limit: 1 }))).toEqual([
      'product',
    ]);
  });

  it('of another store’s source find nothing', async () => {
    const other = await aStoreWithKey(api.admin);
    const { body } = await other.client.post(`/api/v1/knowledge-base/${other.storeId}/search`, {
      query: 'velvet cushion',
      source_id: feedId,
    });

    expect(body['results']).toEqual([]);
  });
});
