import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INestApplicationContext } from '@nestjs/common';

import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingestEnd, startWorker } from './running-worker.js';

let api: RunningApi;
let worker: INestApplicationContext;
let reranker: Server;
let status = 200;

beforeAll(async () => {
  reranker = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ results: [{ index: 0, relevance_score: 0.93 }] }));
  });
  await new Promise<void>((resolve) => void reranker.listen(0, '127.0.0.1', resolve));
  const { port } = reranker.address() as AddressInfo;
  api = await startApi({ RERANK_URL: `http://127.0.0.1:${port}/rerank` });
  worker = await startWorker();
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  reranker.closeAllConnections();
  await new Promise<void>((resolve) => void reranker.close(() => resolve()));
});

it('a dry run shows how the dense leg went and the score of the reranker, or why it has none', async () => {
  const { client, storeId } = await aStoreWithKey(api.admin);
  const base = `/api/v1/knowledge-base/${storeId}`;
  const vegan = { question: 'Is the cushion vegan?', answer: 'Yes, it is made of corn fibre.' };
  const created = await client.post(`${base}/snippets`, vegan);
  const { ingest } = created.body as unknown as { ingest: { ingest_id: string } };
  expect((await ingestEnd(client, storeId, ingest.ingest_id))['status']).toBe('live');

  const good = await client.post(`${base}/search`, { query: 'vegan cushion' });
  status = 503;
  const bad = await client.post(`${base}/search`, { query: 'vegan cushion' });

  expect(good.body['dense']).toEqual({
    method: 'exact',
    reason: 'few_chunks',
    chunks: 1,
    candidates: null,
    embedding: 'lexical',
    exact_up_to: 10_000,
  });
  expect(good.body['rerank']).toEqual({ applied: true, reason: null });
  expect(good.body['results']).toMatchObject([{ text: vegan.answer, rerank_score: 0.93 }]);
  expect(bad.body['rerank']).toEqual({ applied: false, reason: 'error_status' });
  expect(bad.body['results']).toMatchObject([{ text: vegan.answer, rerank_score: null }]);
});
