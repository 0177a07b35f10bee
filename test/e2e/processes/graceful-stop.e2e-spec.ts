import type { INestApplicationContext } from '@nestjs/common';

import type { FixtureSite } from '../../support/fixture-site.js';
import { OpenAiStub } from '../../support/openai-stub.js';
import { DoorProcess } from '../../support/processes/door-process.js';
import { waitFor } from '../../support/wait-for.js';
import { ApiClient } from '../api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { ingest, startShop, startWorker } from '../running-worker.js';
import { careAnswer, lastEvent, openStream } from './open-stream.js';

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

/** A process of the API whose model takes its time, and a question that it is answering as a stream. */
async function anOpenStream(graceMs: number) {
  const door = await DoorProcess.start('api', {
    SHUTDOWN_GRACE_MS: String(graceMs),
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'key of the stub',
    CHAT_MODEL: 'stub',
  });
  const caller = new ApiClient(door.origin, client.key);
  return { door, caller, ...(await openStream(caller)) };
}

describe('an API that is told to stop while it answers', () => {
  it('lets the answer end, takes no new request meanwhile, and exits with 0', async () => {
    model.always({ text: careAnswer, tokenDelayMs: 100 });
    const { door: process, caller, text } = await anOpenStream(10_000);

    const end = process.end('SIGTERM');
    const refused = await waitFor(async () => {
      const live = await caller.get('/health/live').catch((error: Error) => error);
      return live instanceof Error || live.status !== 200 ? live : undefined;
    });
    const [event, data] = lastEvent(await text);

    expect(event).toBe('done');
    expect(JSON.parse(String(data))).toMatchObject({ role: 'assistant', outcome: 'answered' });
    if (!(refused instanceof Error)) {
      expect(refused.body).toMatchObject({ status: 503, code: 'SHUTTING_DOWN', retry_after: 5 });
    }
    expect((await end).code).toBe(0);
    await expect(caller.get('/health/live')).rejects.toThrow();
  });

  it('ends an answer that takes too long with a typed error and keeps it as failed', async () => {
    model.always({ text: careAnswer, tokenDelayMs: 3_000 });
    const { door: process, path, text } = await anOpenStream(1_000);

    const { code } = await process.end('SIGTERM');
    const [event, data] = lastEvent(await text);

    // waited for to its end, the answer would be `done`
    expect(event).toBe('error');
    expect(JSON.parse(String(data))).toMatchObject({ code: 'SHUTTING_DOWN', retryable: true });
    expect(code).toBe(0);
    const { body } = await client.get(path);
    expect(body['items']).toMatchObject([{ role: 'user' }, { outcome: 'failed', citations: [] }]);
  });
});
