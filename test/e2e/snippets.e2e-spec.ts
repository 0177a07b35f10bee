import type { INestApplicationContext } from '@nestjs/common';

import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingestEnd, startWorker } from './running-worker.js';

let api: RunningApi;
let worker: INestApplicationContext;
let client: ApiClient;
let storeId: string;

const base = () => `/api/v1/knowledge-base/${storeId}`;
const vegan = {
  question: 'Is the velvet cushion vegan?',
  answer: 'Yes, it is made of corn fibre.',
};

interface Changed {
  snippet: { id: string };
  ingest: { ingest_id: string };
}

async function live(ingestId: unknown): Promise<unknown> {
  return (await ingestEnd(client, storeId, String(ingestId)))['status'];
}

beforeAll(async () => {
  api = await startApi();
  worker = await startWorker();
});
afterAll(async () => {
  await api.stop();
  await worker.close();
});
beforeEach(async () => {
  ({ client, storeId } = await aStoreWithKey(api.admin));
});

describe('snippets over HTTP', () => {
  it('are created, cited in answers, replaced and removed', async () => {
    const created = await client.post(`${base()}/snippets`, vegan);
    const { snippet, ingest } = created.body as unknown as Changed;
    expect(created.status).toBe(202);
    expect(await live(ingest.ingest_id)).toBe('live');

    const conversation = await client.post('/api/v1/conversations', {});
    const answer = await client.post(
      `/api/v1/conversations/${String(conversation.body['id'])}/messages`,
      { content: 'Is the velvet cushion vegan?' },
    );
    const url = `snippet:${snippet.id}`;
    const [cited] = answer.body['citations'] as unknown as { page_id: string }[];
    expect(cited).toMatchObject({ url: null, title: vegan.question, quote: vegan.answer });
    for (const id of [snippet.id, cited?.page_id]) {
      const page = await client.get(`${base()}/pages/${id}`);
      expect(page.body).toMatchObject({ url, kind: 'faq', markdown: vegan.answer });
    }

    const wool = { ...vegan, answer: 'No, it is made of wool.', url: 'https://shop.example/wool' };
    const replaced = await client.call('PUT', `${base()}/snippets/${snippet.id}`, { body: wool });
    expect(replaced.status).toBe(202);
    expect(await live((replaced.body as unknown as Changed).ingest.ingest_id)).toBe('live');
    const read = await client.get(`${base()}/snippets/${snippet.id}`);
    expect(read.body).toMatchObject(wool);
    const found = await client.post(`${base()}/search`, { query: 'velvet cushion vegan' });
    expect(found.body['results']).toMatchObject([{ url: wool.url, text: wool.answer }]);

    const removed = await client.call('DELETE', `${base()}/snippets/${snippet.id}`);
    expect(removed.body).toMatchObject({ kind: 'import', url: 'snippets:' });
    expect(await live(removed.body['ingest_id'])).toBe('live');
    const none = await client.post(`${base()}/search`, { query: 'velvet cushion vegan' });
    expect(none.body['results']).toEqual([]);
    expect((await client.get(`${base()}/snippets`)).body['items']).toEqual([]);
  });

  it.each([
    ['no question', { answer: 'Yes.' }, 'question'],
    ['an empty answer', { ...vegan, answer: ' ' }, 'answer'],
    ['a long question', { ...vegan, question: 'a'.repeat(501) }, 'question'],
    ['an address that leads nowhere', { ...vegan, url: 'javascript:alert(1)' }, 'url'],
    ['a field that there is not', { ...vegan, kind: 'faq' }, 'kind'],
  ])('are refused with %s', async (_what, body, field) => {
    const answer = await client.post(`${base()}/snippets`, body);

    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'INPUT_INVALID', errors: [{ field }] });
  });
});
