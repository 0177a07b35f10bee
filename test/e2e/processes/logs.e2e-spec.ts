import type { INestApplicationContext } from '@nestjs/common';

import type { FixtureSite } from '../../support/fixture-site.js';
import { OpenAiStub } from '../../support/openai-stub.js';
import { DoorProcess } from '../../support/processes/door-process.js';
import { ApiClient } from '../api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { ingest, startShop, startWorker } from '../running-worker.js';

/** A word that stands in everything a caller sends, so that one look shows whether any of it was written down. */
const secret = 'Xylophone7319';
const modelKey = `sk-${secret}`;
const question = `How do I wash the feathercloud pillow, asks ${secret}?`;

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let model: OpenAiStub;
let key: string;
let storeId: string;

beforeAll(async () => {
  site = await startShop();
  model = await OpenAiStub.start();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
  worker = await startWorker(site);
  const store = await aStoreWithKey(api.admin);
  ({ storeId } = store);
  key = String(store.client.key);
  await ingest(store.client, storeId, site.origin);
});
afterEach(() => DoorProcess.endAll());
afterAll(async () => {
  await api.stop();
  await worker.close();
  await model.stop();
  await site.stop();
});

/** Once with every way in which a model fails, its texts in the failure, and once well. */
async function ask(client: ApiClient): Promise<void> {
  const { body } = await client.post('/api/v1/conversations', {
    shopper_id: secret,
    metadata: { [secret]: secret },
  });
  const path = `/api/v1/conversations/${String(body['id'])}/messages`;
  const echo = JSON.stringify({ error: { message: `${question} ${modelKey}`, code: secret } });
  const failures = [200, 400, 401, 429, 500].map((status) => ({ status, body: echo }));
  for (const reply of [...failures, { text: 'Wash it at 40 °C on a gentle cycle. [1]' }]) {
    model.always(reply);
    await client.post(path, { content: question });
    await client.post(path, { content: question }, { headers: { accept: 'text/event-stream' } });
  }
}

/** What comes with a request in every place where something can stand. */
async function sendTheSecretEverywhere(client: ApiClient): Promise<void> {
  const headers = { cookie: secret, 'x-other': secret, 'idempotency-key': secret };
  await client.post('/api/v1/stores', `{"name":"${secret}`);
  await client.as(process.env['ADMIN_API_KEY']).post('/api/v1/stores', {
    name: `${secret}\0`,
    [secret]: secret,
    api_credentials: { token: secret },
  });
  await client.as(`sh_store_${secret}`).get('/api/v1/stores');
  await client.get(`/api/v1/stores/${storeId}?token=${secret}`, { headers });
  await client.get(`/api/v1/conversations?cursor=${secret}`);
  await client.get(`/api/v1/stores/${key}`);
  await client.get(`/api/v1/${process.env['ADMIN_API_KEY']}`);
  await client.post(`/api/v1/knowledge-base/${storeId}/search`, { query: `pillow ${secret}` });
  await client.post('/api/v1/knowledge-base/ingest', { url: `http://${secret}:x@shop.example/` });
  await client.post(
    '/api/v1/knowledge-base/ingest',
    { url: `${site.origin}/?token=${secret}` },
    { headers },
  );
}

describe('the log of the API, as talkative as it can be', () => {
  it('says whose request it was and how it ended, and nothing of what was sent or answered', async () => {
    const door = await DoorProcess.start('api', {
      LOG_LEVEL: 'trace',
      CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: modelKey,
      CHAT_MODEL: 'stub',
    });
    const client = new ApiClient(door.origin, key);

    await ask(client);
    await sendTheSecretEverywhere(client);
    await client.get(`/api/v1/stores/${storeId}`, {
      headers: { 'x-correlation-id': 'order-4711' },
    });
    await door.end('SIGTERM');

    const { log } = door;
    expect(model.chats().length).toBeGreaterThan(5);
    expect(log).toContain('"code":"AGENT_MODEL_REJECTED"');
    expect(log).toMatch(new RegExp(`"path":"/api/v1/stores/${storeId}","status":200`));
    expect(log).toMatch(
      new RegExp(
        `"store_id":"${storeId}"[^\\n]*"order-4711"|"order-4711"[^\\n]*"store_id":"${storeId}"`,
      ),
    );
    for (const text of [
      secret,
      key,
      modelKey,
      process.env['ADMIN_API_KEY'],
      '40 °C',
      'feathercloud',
    ]) {
      expect(log).not.toContain(text);
    }
  });
});
