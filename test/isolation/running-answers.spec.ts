import { randomUUID } from 'node:crypto';

import { KnowledgeModule } from '@app/knowledge';
import { StoreScope } from '@app/tenancy';

import type { ApiClient } from '../e2e/api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../e2e/running-api.js';
import { dropAfter, type DroppedStream, eventsOf } from '../e2e/told-events.js';
import { IndexedPages } from '../support/indexed-pages.js';
import { OpenAiStub } from '../support/openai-stub.js';
import { openRooms } from '../support/rooms.js';
import { waitFor } from '../support/wait-for.js';

const content = 'How do I wash the feathercloud pillow?';
const sentence = 'Wash the feathercloud pillow at 40 °C on a gentle cycle and dry it flat. [1]';
const stream = { accept: 'text/event-stream' };

let api: RunningApi;
let model: OpenAiStub;
let a: { storeId: string; client: ApiClient };
let b: { storeId: string; client: ApiClient };

beforeAll(async () => {
  model = await OpenAiStub.start();
  api = await startApi({
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'key of the stub',
    CHAT_MODEL: 'stub',
  });
  a = await aStoreWithKey(api.admin, 'A');
  b = await aStoreWithKey(api.admin, 'B');
  const rooms = await openRooms({ imports: [KnowledgeModule] });
  const markdown = `# Care\n\n${sentence.replace(' [1]', '')}`;
  const pages = [{ path: '/care', title: 'Care of the feathercloud pillow', markdown }];
  await new IndexedPages(rooms).ingest(StoreScope.open(a.storeId), pages);
  await rooms.close();
});
afterAll(async () => {
  await api.stop();
  await model.stop();
});

async function messagesOf({ client }: { client: ApiClient }): Promise<string> {
  const { body } = await client.post('/api/v1/conversations', {});
  return `/api/v1/conversations/${String(body['id'])}/messages`;
}

/** An answer that is being written, and goes on without a reader. */
function begin(path: string, headers: Record<string, string> = {}): Promise<DroppedStream> {
  const text = Array.from({ length: 8 }, () => sentence).join(' ');
  model.next({ text, tokenDelayMs: 20 });
  return dropAfter(a.client, { path, body: { content }, count: 3, headers });
}

const answerOf = (path: string) =>
  waitFor(async () => {
    const { body } = await a.client.get(path);
    return (body['items'] as unknown as { role: string; outcome: string }[]).find(
      ({ role }) => role === 'assistant',
    );
  });

describe('an answer that is being written', () => {
  it('is neither read nor stopped by another store that knows its ids', async () => {
    const path = await messagesOf(a);
    const { messageId } = await begin(path);

    for (const base of [path, await messagesOf(b)]) {
      const read = await b.client.get(`${base}/${messageId}/stream`, { headers: stream });
      const stopped = await b.client.post(`${base}/${messageId}/cancel`, {});

      expect([read.status, stopped.status]).toEqual([404, 404]);
      expect(read.text).not.toContain('feathercloud');
    }
    expect(await answerOf(path)).toMatchObject({ outcome: 'answered' });
  });

  it('is neither read nor stopped in another conversation of the store', async () => {
    const path = await messagesOf(a);
    const other = await messagesOf(a);
    const { messageId } = await begin(path);

    const read = await a.client.get(`${other}/${messageId}/stream`, { headers: stream });
    const stopped = await a.client.post(`${other}/${messageId}/cancel`, {});

    expect([read.status, stopped.status]).toEqual([404, 404]);
    expect(await answerOf(path)).toMatchObject({ outcome: 'answered' });
  });
});

describe('an answer that was written', () => {
  it('is read, rated and repeated in its own conversation only', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const path = await messagesOf(a);
    const other = await messagesOf(a);
    const { messageId } = await begin(path, key);
    await answerOf(path);

    const read = await a.client.get(`${other}/${messageId}/stream`, { headers: stream });
    const rated = await a.client.call('PUT', `${other}/${messageId}/feedback`, {
      body: { rating: 'down' },
    });
    const again = await a.client.post(other, { content }, { headers: { ...stream, ...key } });

    expect([read.status, rated.status]).toEqual([404, 404]);
    expect(eventsOf(again.text).at(-1)?.data['id']).not.toBe(messageId);
  });

  it('is another for each store that sends with the same key', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const { messageId } = await begin(await messagesOf(a), key);

    const { text } = await b.client.post(
      await messagesOf(b),
      { content },
      { headers: { ...stream, ...key } },
    );

    expect(eventsOf(text).at(-1)).toMatchObject({ event: 'done', data: { outcome: 'abstained' } });
    expect(text).not.toContain(messageId);
  });
});
