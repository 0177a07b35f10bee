import { modelCalled } from '@app/tenancy';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { FixtureSite } from '../support/fixture-site.js';
import { freePort } from '../support/outages/free-port.js';
import { waitFor } from '../support/wait-for.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi, withEnv } from './running-api.js';
import { ingest, startShop } from './running-worker.js';

const token = 'a-token-for-prometheus';
const secret = 'mothwing';

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let workerPort: number;
let a: { client: ApiClient; storeId: string };
let b: { client: ApiClient; storeId: string };

beforeAll(async () => {
  site = await startShop(secret);
  workerPort = await freePort();
  const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: site.host, METRICS_TOKEN: token };
  const first = await startApi(env);
  a = await aStoreWithKey(first.admin, 'A');
  b = await aStoreWithKey(first.admin, 'B');
  await first.stop();
  api = await startApi({ ...env, METRICS_STORE_IDS: a.storeId });
  for (const store of [a, b]) store.client = api.admin.as(store.client.key);
  const workerEnv = { ...env, LOG_LEVEL: 'silent', CRAWL_EXTRACTION_THREADS: '0' };
  worker = await withEnv({ ...workerEnv, WORKER_HEALTH_PORT: String(workerPort) }, () =>
    NestFactory.createApplicationContext(WorkerModule, { logger: false, abortOnError: false }),
  );
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await site.stop();
});

const scrape = async () => (await api.admin.as(token).get('/metrics')).text;
const scrapeWorker = async () => (await new ApiClientOf(workerPort).get()).text;
const valueOf = (text: string, series: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')[1] ?? 0,
  );
const seriesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.slice(0, line.lastIndexOf(' ')));

async function ask(client: ApiClient, content: string) {
  const { body } = await client.post('/api/v1/conversations', {});
  return client.post(`/api/v1/conversations/${String(body['id'])}/messages`, { content });
}

describe('metrics', () => {
  it('are told to the token and the admin key, and to nobody else', async () => {
    const statuses = await Promise.all(
      [undefined, a.client.key, 'x'.repeat(40), token, api.admin.key].map(
        async (key) => (await api.admin.as(key).get('/metrics')).status,
      ),
    );
    const ofWorker = await Promise.all(
      [undefined, api.admin.key, token].map(
        async (key) => (await new ApiClientOf(workerPort).get(key ?? '')).status,
      ),
    );

    expect(statuses).toEqual([401, 401, 401, 200, 200]);
    expect(ofWorker).toEqual([401, 401, 200]);
  });

  it('count requests, answers, searches, pages, ingests, jobs and queues', async () => {
    await ingest(a.client, a.storeId, site.origin);
    await ask(a.client, `How do I wash the ${secret} pillow?`);
    await ask(b.client, 'Do you sell lamps?');
    await a.client.get('/api/v1/conversations/0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11');

    const text = await scrape();
    const ofWorker = await waitFor(async () => {
      const now = await scrapeWorker();
      return valueOf(now, 'storehand_ingests_total{status="live"}') > 0 ? now : undefined;
    });

    expect(
      valueOf(text, 'storehand_http_requests_total{operation="askQuestion",status="2xx"}'),
    ).toBe(2);
    expect(
      valueOf(text, 'storehand_http_requests_total{operation="getConversation",status="4xx"}'),
    ).toBe(1);
    expect(
      valueOf(text, 'storehand_http_request_duration_seconds_count{operation="askQuestion"}'),
    ).toBe(2);
    expect(valueOf(text, 'storehand_answers_total{outcome="answered"}')).toBe(1);
    expect(valueOf(text, 'storehand_answers_total{outcome="abstained"}')).toBe(1);
    expect(valueOf(text, 'storehand_answer_first_event_seconds_count')).toBeGreaterThan(0);
    expect(
      valueOf(text, 'storehand_search_duration_seconds_count{legs="both",method="exact"}'),
    ).toBeGreaterThan(0);
    expect(valueOf(text, 'storehand_queue_up')).toBe(1);
    expect(text).toContain('storehand_queue_jobs{queue="crawl",state="waiting"}');
    expect(text).toContain('storehand_nodejs_eventloop_lag_p99_seconds');
    expect(valueOf(ofWorker, 'storehand_pages_total{outcome="indexed"}')).toBe(3);
    expect(
      valueOf(ofWorker, 'storehand_jobs_total{queue="index",job="publish-release",end="done"}'),
    ).toBe(1);
    expect(
      valueOf(ofWorker, 'storehand_job_duration_seconds_count{job="crawl-pages"}'),
    ).toBeGreaterThan(0);
  }, 120_000);

  it('have series of their own for the stores that are named, and no others', async () => {
    const text = await scrape();

    expect(
      valueOf(text, `storehand_store_answers_total{store="${a.storeId}",outcome="answered"}`),
    ).toBe(1);
    expect(text).not.toContain(b.storeId);
  });

  it('gain no series by made-up paths, methods, ids and models', async () => {
    const hostile = async (i: number) => {
      await api.admin.get(`/api/v1/stores/${i}/x`);
      await api.admin.get(`/wp-admin/${i}.php?token=${i}`);
      await a.client.get(`/api/v1/conversations/${crypto.randomUUID()}`);
      await api.admin.call('DELETE', `/api/v1/nothing-${i}`);
      modelCalled.publish({
        purpose: 'answer',
        model: `own-model-${i}`,
        end: 'done',
        ms: 1,
        inputTokens: 1,
        outputTokens: 1,
        cost: 0.5,
      });
    };
    await hostile(0);
    const before = seriesOf(await scrape());

    for (let i = 1; i < 20; i += 1) await hostile(i);

    const text = await scrape();
    expect(seriesOf(text)).toEqual(before);
    expect(
      valueOf(text, 'storehand_model_calls_total{purpose="answer",model="other",end="done"}'),
    ).toBe(20);
    expect(valueOf(text, 'storehand_model_cost_total{purpose="answer",model="other"}')).toBe(10);
  });

  it('hold no text, address or key of anybody', async () => {
    const all = (await scrape()) + (await scrapeWorker());

    for (const trace of [secret, site.host, 'wp-admin', 'own-model', token, String(a.client.key)]) {
      expect(all).not.toContain(trace);
    }
  });
});

/** The worker's own port, which speaks no JSON. */
class ApiClientOf {
  constructor(private readonly port: number) {}

  async get(key = token): Promise<{ status: number; text: string }> {
    const headers: Record<string, string> = key === '' ? {} : { authorization: `Bearer ${key}` };
    const response = await fetch(`http://127.0.0.1:${this.port}/metrics`, { headers });
    return { status: response.status, text: await response.text() };
  }
}
