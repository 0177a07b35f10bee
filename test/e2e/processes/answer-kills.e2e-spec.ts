import type { INestApplicationContext } from '@nestjs/common';

import type { FixtureSite } from '../../support/fixture-site.js';
import { OpenAiStub } from '../../support/openai-stub.js';
import { DoorProcess } from '../../support/processes/door-process.js';
import { ApiClient } from '../api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { ingest, startShop, startWorker } from '../running-worker.js';
import { dropAfter, eventsOf } from '../told-events.js';

const content = 'How do I wash the feathercloud pillow?';
const answer = 'Wash the feathercloud pillow at 40 °C on a gentle cycle and dry it flat. [1]';
const headers = { accept: 'text/event-stream' };

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let model: OpenAiStub;
let client: ApiClient;

beforeAll(async () => {
  site = await startShop();
  model = await OpenAiStub.start();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
  worker = await startWorker(site);
  const store = await aStoreWithKey(api.admin);
  client = store.client;
  await ingest(client, store.storeId, site.origin);
});
afterEach(() => DoorProcess.endAll());
afterAll(async () => {
  await api.stop();
  await worker.close();
  await model.stop();
  await site.stop();
});

describe('an API that is killed while it answers', () => {
  it('leaves an answer that another process ends with an error, and a conversation that goes on', async () => {
    model.always({ text: `${answer} ${answer}`, tokenDelayMs: 150 });
    const door = await DoorProcess.start('api', {
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: 'key of the stub',
      CHAT_MODEL: 'stub',
    });
    const there = new ApiClient(door.origin, client.key);
    const conversation = await there.post('/api/v1/conversations', {});
    const path = `/api/v1/conversations/${String(conversation.body['id'])}/messages`;
    const sent = { 'idempotency-key': 'once' };
    const seen = await dropAfter(there, { path, body: { content }, count: 3, headers: sent });
    await door.end('SIGKILL');

    const resumed = await client.get(`${path}/${seen.messageId}/stream`, {
      headers: { ...headers, 'last-event-id': '3' },
    });
    const repeated = await client.post(path, { content }, { headers: sent });
    const next = await client.post(path, { content });

    const told = eventsOf(resumed.text);
    expect(told.map(({ id }) => id)).toEqual(told.map((_, i) => i + 4));
    expect(told.at(-1)).toMatchObject({
      event: 'error',
      data: { code: 'AGENT_ANSWER_LOST', retryable: true, message_id: seen.messageId },
    });
    expect(repeated.body).toMatchObject({ status: 503, code: 'AGENT_ANSWER_LOST' });
    expect(next.body).toMatchObject({ role: 'assistant' });
  });
});
