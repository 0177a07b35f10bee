import type { INestApplicationContext } from '@nestjs/common';

import type { FixtureSite } from '../support/fixture-site.js';
import { OpenAiStub } from '../support/openai-stub.js';
import { waitFor } from '../support/wait-for.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingest, startShop, startWorker } from './running-worker.js';

const content = 'How do I wash the feathercloud pillow?';
const answer = 'Wash the feathercloud pillow at 40 °C on a gentle cycle and dry it flat. [1]';
const atOnce = 100;

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let model: OpenAiStub;
let client: ApiClient;

beforeAll(async () => {
  site = await startShop();
  model = await OpenAiStub.start();
  api = await startApi({
    CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'key of the stub',
    CHAT_MODEL: 'stub',
    // what goes on for a reader who comes back: resume.e2e-spec.ts
    ANSWER_RESUME_MS: '0',
  });
  worker = await startWorker(site);
  const store = await aStoreWithKey(api.admin);
  client = store.client;
  await ingest(client, store.storeId, site.origin);
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await model.stop();
  await site.stop();
});

async function messagesPath(): Promise<string> {
  const { body } = await client.post('/api/v1/conversations', {});
  return `/api/v1/conversations/${String(body['id'])}/messages`;
}

const itemsOf = async (path: string) =>
  (await client.get(path)).body['items'] as unknown as { outcome: string | null }[];

describe(`${atOnce} streams whose callers go away`, () => {
  it('stop the model, keep what happened, and hold nobody else up', async () => {
    model.always({ text: answer, tokenDelayMs: 60_000 });
    const before = model.chats().length;
    const paths = await Promise.all(Array.from({ length: atOnce }, messagesPath));
    const leave = new AbortController();
    const streams = await Promise.all(
      paths.map((path) =>
        client.send('POST', path, {
          body: { content },
          headers: { accept: 'text/event-stream' },
          signal: leave.signal,
        }),
      ),
    );
    await waitFor(() => model.chats().length === before + atOnce);

    leave.abort();

    await waitFor(() => model.chats().every(({ isAborted }) => isAborted));
    await waitFor(async () =>
      (await Promise.all(paths.map(itemsOf))).every((items) => items.length === 2),
    );
    const kept = await Promise.all(paths.map(itemsOf));
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
    expect(kept).toEqual(kept.map(() => [expect.objectContaining({ role: 'user' }), failed]));
    model.always({ text: answer });
    const next = await client.post(String(paths[0]), { content });
    expect(next.body).toMatchObject({ outcome: 'answered' });
  });

  const failed = expect.objectContaining({ outcome: 'failed', citations: [] });
});

describe('a second question while the first is answered', () => {
  it('is refused as busy, with when to come back, and costs the first nothing', async () => {
    model.always({ text: answer, tokenDelayMs: 50 });
    const path = await messagesPath();
    const first = client.post(path, { content });
    await waitFor(async () => (await itemsOf(path)).length === 1);

    const second = await client.post(path, { content });

    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ code: 'AGENT_CONVERSATION_BUSY', retry_after: 2 });
    expect(second.headers.get('retry-after')).toBe('2');
    expect((await first).body).toMatchObject({ outcome: 'answered' });
  });
});
