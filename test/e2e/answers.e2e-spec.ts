import type { INestApplicationContext } from '@nestjs/common';

import type { FixtureSite } from '../support/fixture-site.js';
import { waitFor } from '../support/wait-for.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingest, startShop, startWorker } from './running-worker.js';

interface Event {
  id: number;
  event: string;
  data: Record<string, unknown>;
}

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let client: ApiClient;
let storeId: string;

beforeAll(async () => {
  site = await startShop();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
  worker = await startWorker(site);
  ({ client, storeId } = await aStoreWithKey(api.admin));
  await ingest(client, storeId, site.origin);
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await site.stop();
});

async function aConversation(): Promise<string> {
  const { body } = await client.post('/api/v1/conversations', { shopper_id: 'shopper-1' });
  return String(body['id']);
}

const stream = { accept: 'text/event-stream' };

function eventsOf(text: string): Event[] {
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('id: '))
    .map((block) => {
      const [, id, event, data] = /^id: (\d+)\nevent: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      return { id: Number(id), event: String(event), data: JSON.parse(String(data)) };
    });
}

describe('from a website to a cited answer', () => {
  it('becomes live with real counts of its pages', async () => {
    const status = await client.get(`/api/v1/knowledge-base/${storeId}/status`);
    const pages = await client.get(`/api/v1/knowledge-base/${storeId}/pages?outcome=indexed`);

    expect(status.body).toMatchObject({
      store_id: storeId,
      status: 'live',
      live_release: 1,
      page_count: 3,
      last_ingest: { status: 'live', pages: { found: 3, indexed: 3, waiting: 0 }, error: null },
    });
    expect(pages.body['items']).toHaveLength(3);
  });

  it('finds the page that answers, with both ranks and the fused score', async () => {
    const { body } = await client.post(`/api/v1/knowledge-base/${storeId}/search`, {
      query: 'washing temperature of the feathercloud pillow',
    });

    expect(body['results']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          url: `${site.origin}/care`,
          score: expect.any(Number),
          lexical_rank: expect.any(Number),
        }),
      ]),
    );
  });

  it('answers as JSON with the page, its title and its own words', async () => {
    const path = `/api/v1/conversations/${await aConversation()}/messages`;

    const answer = await client.post(path, { content: 'How do I wash the feathercloud pillow?' });
    const list = await client.get(path);

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      role: 'assistant',
      outcome: 'answered',
      release: 1,
      content: expect.stringContaining('40 °C'),
    });
    expect(answer.body['citations']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          url: `${site.origin}/care`,
          quote: expect.stringContaining('40 °C'),
          fetched_at: expect.stringMatching(/Z$/),
          age_seconds: expect.any(Number),
        }),
      ]),
    );
    expect(list.body['items']).toMatchObject([{ role: 'user' }, { role: 'assistant' }]);
  });

  it('answers as a stream of numbered events that ends with the same message', async () => {
    const path = `/api/v1/conversations/${await aConversation()}/messages`;

    const answer = await client.post(
      path,
      { content: 'How do I wash the feathercloud pillow?' },
      { headers: stream },
    );
    const events = eventsOf(answer.text);

    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect(answer.headers.get('x-correlation-id')).toBeTruthy();
    expect(events.map(({ id }) => id)).toEqual(events.map((_, i) => i + 1));
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['status', 'token', 'citation', 'usage', 'done']),
    );
    expect(events.at(-1)).toMatchObject({ event: 'done', data: { outcome: 'answered' } });
  });

  it('says honestly that it does not know, without a citation', async () => {
    const path = `/api/v1/conversations/${await aConversation()}/messages`;

    const { body } = await client.post(path, {
      content: 'Who won the chess championship of 1972?',
    });

    expect(body).toMatchObject({ outcome: 'abstained', citations: [] });
  });

  it('keeps one store out of what another knows', async () => {
    const other = await aStoreWithKey(api.admin);
    const { body } = await other.client.post('/api/v1/conversations', {});
    const answer = await other.client.post(`/api/v1/conversations/${String(body['id'])}/messages`, {
      content: 'How do I wash the feathercloud pillow?',
    });

    expect(answer.body).toMatchObject({ outcome: 'abstained', citations: [] });
  });
});

describe('a question that cannot be answered', () => {
  it.each([
    ['no characters', '', 422],
    ['only spaces', '   ', 422],
    ['100,000 characters', 'x'.repeat(100_000), 422],
    ['a null character', 'a\0b', 422],
    ['half a surrogate pair', 'a\ud83d', 422],
  ])('of %s is refused by name, as JSON and as a stream', async (_name, content, status) => {
    const path = `/api/v1/conversations/${await aConversation()}/messages`;

    const json = await client.post(path, { content });
    const streamed = await client.post(path, { content }, { headers: stream });

    for (const answer of [json, streamed]) {
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body).toMatchObject({ errors: [{ field: 'content' }] });
    }
  });

  it('keeps right-to-left marks as they are', async () => {
    const content = '\u200Fאיך \u202Bmachine wash\u202C?';
    const path = `/api/v1/conversations/${await aConversation()}/messages`;

    await client.post(path, { content });
    const { body } = await client.get(path);

    expect(body['items']).toMatchObject([{ content }, {}]);
  });

  it('stops the work and keeps a failed message when the caller goes away', async () => {
    const path = `/api/v1/conversations/${await aConversation()}/messages`;
    const leave = new AbortController();
    const response = await client.send('POST', path, {
      body: { content: 'How do I wash the feathercloud pillow?' },
      headers: stream,
      signal: leave.signal,
    });

    leave.abort();
    await response.body?.cancel().catch(() => undefined);

    await waitFor(async () => {
      const { body } = await client.get(path);
      return (body['items'] as unknown as unknown[]).length === 2;
    });
  });
});
