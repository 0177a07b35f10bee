import { randomUUID } from 'node:crypto';

import { gapsQueue, ShopifyRequests } from '@app/agent';
import { PlatformRepository, StoreScope } from '@app/tenancy';
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import type { Queue } from 'bullmq';

import { type Answer, type ApiClient, formOf } from '../e2e/api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../e2e/running-api.js';
import { ingest, ingestEnd, startShop, startWorker } from '../e2e/running-worker.js';
import type { FixtureSite } from '../support/fixture-site.js';
import { waitFor } from '../support/wait-for.js';
import {
  callAs,
  hasStore,
  type Ids,
  type Operation,
  operations,
  operationsOf,
} from './called-routes.js';
import { routeCallers } from './route-callers.js';
import { rowsOf } from './rows-of.js';

type Written = Record<'snippet' | 'file' | 'ingest', Record<string, unknown>>;

const innerIds = ({ path }: Operation) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, id]) => String(id)).filter((id) => id !== 'store_id');

let api: RunningApi;
/** The store's own name for one, which another store may use as well. */
const shopperOfA = 'customer-4711';

let worker: INestApplicationContext;
let site: FixtureSite;
let b: { storeId: string; client: ApiClient };
let idsOfA: Ids;
let rowsOfA: string;

beforeAll(async () => {
  site = await startShop();
  site.page('/hook', 'taken');
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
  worker = await startWorker(site);
  b = await aStoreWithKey(api.admin, 'B');
  const ids = await aStoreThatHasEverything();
  const request_id = await aPrivacyRequest(String(ids['store_id']));
  idsOfA = { ...ids, shopper_id: shopperOfA, request_id };
  rowsOfA = await rowsNow();
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await site.stop();
});

const rowsNow = () =>
  rowsOf(api.app.get(PlatformRepository, { strict: false }), String(idsOfA['store_id']));

async function aStoreThatHasEverything(): Promise<Ids> {
  const { client, storeId, keyId } = await aStoreWithKey(api.admin, 'A');
  const done = await ingest(client, storeId, site.origin);
  const pages = await client.get(`/api/v1/knowledge-base/${storeId}/pages?outcome=indexed`);
  const sources = await client.get(`/api/v1/knowledge-base/${storeId}/sources`);
  const conversation = await client.post('/api/v1/conversations', { shopper_id: shopperOfA });
  const conversationId = String(conversation.body['id']);
  const messages = `/api/v1/conversations/${conversationId}/messages`;
  const answer = await client.post(messages, { content: 'How do I wash the feathercloud pillow?' });
  await client.call('PUT', `${messages}/${String(answer.body['id'])}/feedback`, {
    body: { rating: 'down' },
  });
  const gap = await waitFor(async () => {
    const { body } = await client.get(`/api/v1/knowledge-base/${storeId}/gaps`);
    return (body['items'] as unknown as { id: string }[])[0];
  });
  await client.call('PUT', `/api/v1/stores/${storeId}/webhook`, {
    body: { url: `${site.origin}/hook` },
  });
  await client.call('PUT', `/api/v1/stores/${storeId}/order-endpoint`, {
    body: { url: `${site.origin}/orders` },
  });
  await client.post(`/api/v1/conversations/${conversationId}/handoff`, { contact: 'shopper of A' });
  const check = await client.post(`/api/v1/knowledge-base/${storeId}/check-questions`, {
    question: 'How do I wash the feathercloud pillow?',
    expected_text: 'feathercloud',
  });
  const { body: written } = await client.post(`/api/v1/knowledge-base/${storeId}/snippets`, {
    question: 'Is the feathercloud pillow vegan?',
    answer: 'No, it holds feathers.',
  });
  const { snippet, ingest: imported } = written as unknown as Written;
  await ingestEnd(client, storeId, String(imported['ingest_id']));
  const upload = await client.post(
    `/api/v1/knowledge-base/${storeId}/files`,
    formOf({ name: 'feathercloud.txt', text: 'The feathercloud pillow has a zip.' }),
  );
  const given = upload.body as unknown as Written;
  await ingestEnd(client, storeId, String(given.ingest['ingest_id']));
  // what the worker does with it is done before A's rows are looked at
  const delivery = await waitFor(() => delivered(client, storeId));
  for (const tone of ['tone of A', 'feathercloud tone']) {
    await client.call('PUT', `/api/v1/stores/${storeId}/agent-settings`, { body: { tone } });
  }
  return {
    store_id: storeId,
    key_id: keyId,
    ingest_id: String(done['ingest_id']),
    source_id: String((sources.body['items'] as unknown as { id: string }[])[0]?.id),
    page_id: String((pages.body['items'] as unknown as { id: string }[])[0]?.id),
    conversation_id: conversationId,
    message_id: String(answer.body['id']),
    gap_id: gap.id,
    delivery_id: delivery.id,
    job_id: await aFailedJob(client, storeId),
    check_question_id: String(check.body['id']),
    snippet_id: String(snippet['id']),
    file_id: String(given.file['id']),
  };
}

async function aPrivacyRequest(storeId: string): Promise<string> {
  await api.app.get(ShopifyRequests, { strict: false }).showShopper(StoreScope.open(storeId), {
    webhookId: randomUUID(),
    customer: { email: shopperOfA },
    dataRequestId: null,
  });
  const { body } = await api.admin.get(`/api/v1/stores/${storeId}/privacy-requests`);
  return String((body['items'] as unknown as { id: string }[])[0]?.id);
}

/** Its data fits no job, so that it fails at once and for good. */
async function aFailedJob(client: ApiClient, storeId: string): Promise<string> {
  const queue = worker.get<Queue>(getQueueToken(gapsQueue.name), { strict: false });
  await queue.add('replay-gap', { storeId, data: { gapId: 'none' } }, { jobId: randomUUID() });
  return waitFor(async () => (await failedJobs(client, storeId))[0]?.id);
}

async function failedJobs(client: ApiClient, storeId: string) {
  const { body } = await client.get(`/api/v1/stores/${storeId}/failed-jobs`);
  return body['items'] as unknown as { id: string; reason: object }[];
}

async function delivered(client: ApiClient, storeId: string) {
  const { body } = await client.get(`/api/v1/stores/${storeId}/webhook/deliveries`);
  const items = body['items'] as unknown as { id: string; status: string }[];
  return items.find(({ status }) => status === 'delivered');
}

const randomIds = (): Ids =>
  Object.fromEntries(Object.keys(idsOfA).map((name) => [name, randomUUID()]));

/** An answer without what differs between any two: the ids that were sent, and the correlation id. */
function withoutIds({ status, text }: Answer, ids: Ids): string {
  const plain = Object.entries(ids).reduce((rest, [name, id]) => rest.replaceAll(id, name), text);
  return `${status} ${plain.replace(/"correlation_id":"[^"]+"/, '')}`;
}

describe('routes', () => {
  it('are all called by this suite, and none that is gone', () => {
    expect(Object.keys(routeCallers).sort()).toEqual(operations.map(({ name }) => name).sort());
  });

  it.each(operationsOf('store').filter(hasStore))(
    'answer another store like a missing one: $name',
    async (operation) => {
      const missing = randomIds();

      const foreign = await callAs(b.client, operation, idsOfA);
      const none = await callAs(b.client, operation, missing);

      expect(foreign.status).toBe(404);
      expect(withoutIds(foreign, idsOfA)).toBe(withoutIds(none, missing));
    },
  );

  it.each(operationsOf('store').filter((operation) => innerIds(operation).length > 0))(
    "answer another store's things like missing ones: $name",
    async (operation) => {
      const own = { store_id: b.storeId };
      const foreignIds = { ...idsOfA, ...own };
      const missing = { ...randomIds(), ...own };

      const foreign = await callAs(b.client, operation, foreignIds);
      const none = await callAs(b.client, operation, missing);

      expect(foreign.status).toBe(404);
      expect(withoutIds(foreign, foreignIds)).toBe(withoutIds(none, missing));
    },
  );

  it.each([...operationsOf('operator'), ...operationsOf('widget')])(
    "keep a store's key out whatever it names: $name",
    async (operation) => {
      const missing = randomIds();

      const foreign = await callAs(b.client, operation, idsOfA);
      const none = await callAs(b.client, operation, missing);

      expect(foreign.status).toBe(403);
      expect(withoutIds(foreign, idsOfA)).toBe(withoutIds(none, missing));
    },
  );

  it.each(operationsOf('store').filter((operation) => innerIds(operation).length === 0))(
    'give a store nothing of another where they name no other: $name',
    async (operation) => {
      const answer = await callAs(b.client, operation, { store_id: b.storeId });

      expect(answer.status).toBeLessThan(500);
      for (const trace of [...Object.values(idsOfA), 'shopper of A', 'feathercloud', site.host]) {
        expect(answer.text).not.toContain(trace);
      }
    },
  );

  it.each(operations.filter(({ name }) => routeCallers[name]?.access !== 'public'))(
    'are closed without a key: $name',
    async (operation) => {
      const answer = await callAs(api.admin.as(undefined), operation, idsOfA);

      expect(answer.status).toBe(401);
    },
  );

  it('left every row of the other store as it was', async () => {
    expect(rowsOfA).toMatch(/^pages: [1-9]/m);
    expect(rowsOfA).toMatch(/^chunks: [1-9]/m);
    expect(rowsOfA).toMatch(/^messages: [1-9]/m);
    expect(rowsOfA).toMatch(/^receipts: [1-9]/m);
    expect(rowsOfA).toMatch(/^check_questions: [1-9]/m);
    expect(rowsOfA).toMatch(/^webhook_deliveries: [1-9]/m);
    expect(rowsOfA).toMatch(/^agent_settings: 2/m);
    expect(rowsOfA).toMatch(/^message_feedback: [1-9]/m);
    expect(rowsOfA).toMatch(/^gap_questions: [1-9]/m);
    expect(await rowsNow()).toBe(rowsOfA);
    expect(await failedJobs(api.admin, String(idsOfA['store_id']))).toMatchObject([
      { id: idsOfA['job_id'], reason: { code: 'JOB_MALFORMED' } },
    ]);
  });

  it('leave nothing of a store that was erased, and everything of the others', async () => {
    const rowsOfB = () => rowsOf(api.app.get(PlatformRepository, { strict: false }), b.storeId);
    expect(await rowsOfB()).toMatch(/^api_keys: 1/m);

    const { status } = await api.admin.call('DELETE', `/api/v1/stores/${idsOfA['store_id']}`);

    const left = (await rowsNow()).split('\n').filter((line) => !/: 0 ?$/.test(line));
    expect(status).toBe(200);
    expect(left).toEqual([]);
    expect(await rowsOfB()).toMatch(/^api_keys: 1/m);
    expect((await b.client.get(`/api/v1/stores/${b.storeId}`)).status).toBe(200);
  });
});
