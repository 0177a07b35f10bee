import { createHmac, randomUUID } from 'node:crypto';

import { PlatformRepository, Refusals } from '@app/tenancy';
import type { INestApplicationContext } from '@nestjs/common';

import { anotherDatabase } from '../support/placements/another-database.js';
import { DoorProcess } from '../support/processes/door-process.js';
import { waitFor } from '../support/wait-for.js';
import type { ApiClient } from './api-client.js';
import { type RunningApi, startApi, withEnv } from './running-api.js';
import { startWorker } from './running-worker.js';

const path = '/api/v1/shopify/webhooks';
const secret = 'the client secret';
const customer = { id: 191167, email: 'Ana@Shop.example', phone: '+4915112345678' };
const names = ['191167', 'gid://shopify/Customer/191167', 'ana@shop.example', customer.phone];

let apart: Awaited<ReturnType<typeof anotherDatabase>>;
let api: RunningApi;
let worker: INestApplicationContext | undefined;
let env: Record<string, string>;

beforeAll(async () => {
  apart = await anotherDatabase('apart');
  env = { SHOPIFY_API_SECRET: `the one after, ${secret}`, PLACEMENT_URLS: apart.placement };
  api = await startApi(env);
}, 120_000);
afterAll(async () => {
  await DoorProcess.endAll();
  await api.stop();
  await worker?.close();
  await apart.stop();
});

const signed = (body: string, by = secret) =>
  createHmac('sha256', by).update(body).digest('base64');

interface Sent {
  id?: string;
  /** In the place of those that Shopify sends. */
  headers?: Record<string, string | undefined>;
}

/** As Shopify sends it, which holds no key. */
function send(
  topic: string,
  body: unknown,
  { id = randomUUID() as string, headers: more = {} }: Sent = {},
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const given = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-webhook-id': id,
    'x-shopify-hmac-sha256': signed(text),
    ...more,
  };
  const headers = JSON.parse(JSON.stringify(given)) as Record<string, string>;
  return api.admin.as(undefined).post(path, text, { headers });
}

const redact = (shop: string) => ({
  shop_id: 954889,
  shop_domain: shop,
  customer,
  orders_to_redact: [299938],
});
const dataRequest = (shop: string) => ({
  shop_id: 954889,
  shop_domain: shop,
  orders_requested: [299938],
  customer,
  data_request: { id: 9999 },
});

/** A store that is a shop, in which the shopper has a conversation under each name. */
async function aShop(placement = 'shared') {
  const shop = `shop-${randomUUID()}.myshopify.com`;
  const { body } = await api.admin.post('/api/v1/stores', {
    name: 'Shop',
    shopify_domain: shop.toUpperCase(),
    placement,
  });
  const storeId = String(body['id']);
  const key = await api.admin.post(`/api/v1/stores/${storeId}/keys`, { kind: 'store' });
  const client = api.admin.as(String(key.body['key']));
  const others = await conversationsOf(client, ['somebody else']);
  return { shop, storeId, client, others, own: await conversationsOf(client, names) };
}

/** Tries again while a database does not answer. */
async function conversationsOf(client: ApiClient, shopperIds: readonly string[]) {
  const paths: string[] = [];
  for (const shopper_id of shopperIds) {
    const { body } = await waitFor(async () => {
      const made = await client.post('/api/v1/conversations', { shopper_id });
      return made.status === 201 ? made : undefined;
    });
    paths.push(`/api/v1/conversations/${String(body['id'])}`);
  }
  return paths;
}

const statuses = async (client: ApiClient, paths: readonly string[]) =>
  new Set(await Promise.all(paths.map((one) => statusOf(client, one))));

/** Once the database answers. */
const statusOf = (client: ApiClient, one: string): Promise<number> =>
  waitFor(async () => {
    const { status } = await client.get(one);
    return status === 503 ? undefined : status;
  });

const rows = <T extends object>(sql: string, params: unknown[]) =>
  api.app.get(PlatformRepository, { strict: false }).rows<T & Record<string, unknown>>(sql, params);

const receiptsOf = (storeId: string) =>
  rows<{ finished: boolean }>(
    `SELECT finished_at IS NOT NULL AS finished FROM erasure_receipts WHERE erased_store = $1`,
    [storeId],
  );

const auditOf = (webhookId: string) =>
  rows(
    `SELECT action, actor_kind, about_store_id, outcome, code, details FROM audit_entries
     WHERE details ->> 'webhook_id' = $1 AND outcome <> 'begun' ORDER BY sequence`,
    [webhookId],
  );

async function requestsOf({ storeId, client }: { storeId: string; client: ApiClient }) {
  const { body } = await client.get(`/api/v1/stores/${storeId}/privacy-requests`);
  return body['items'] as unknown as Record<string, string>[];
}

const exportOf = (
  { storeId, client }: { storeId: string; client: ApiClient },
  { id }: Record<string, string>,
) => client.get(`/api/v1/stores/${storeId}/privacy-requests/${String(id)}/export`);

describe('the shop that a store is', () => {
  it('is told, changed and cleared, and that of one store only', async () => {
    const { shop, storeId } = await aShop();
    const another = await api.admin.post('/api/v1/stores', { name: 'Another' });
    const at = (id: unknown) => `/api/v1/stores/${String(id)}`;
    const put = (id: unknown, domain: string | null) =>
      api.admin.call('PATCH', at(id), { body: { shopify_domain: domain } });

    const refused = [
      await api.admin.post('/api/v1/stores', { name: 'Same', shopify_domain: shop }),
      await put(another.body['id'], shop),
    ];
    const wrong = await put(storeId, 'shop.example');
    const told = await api.admin.get(at(storeId));
    const cleared = await put(storeId, null);
    const free = await put(another.body['id'], shop);

    expect(another.body).toMatchObject({ shopify_domain: null });
    expect(told.body).toMatchObject({ shopify_domain: shop });
    for (const { status, body } of refused) {
      expect([status, body['code']]).toEqual([409, 'TENANCY_SHOPIFY_DOMAIN_TAKEN']);
    }
    expect(wrong.status).toBe(422);
    expect([cleared.body['shopify_domain'], free.body['shopify_domain']]).toEqual([null, shop]);
  });
});

describe('a webhook of Shopify', () => {
  it.each([
    ['not signed', () => undefined],
    ['signed by another', (text: string) => signed(text, 'another')],
    ['of another body', (text: string) => signed(`${text} `)],
    ['signed in no way', () => 'nonsense'],
  ])('is refused where it is %s, and counted', async (_what, signatureOf) => {
    const { shop, storeId } = await aShop();
    const refusals = api.app.get(Refusals, { strict: false });
    await refusals.write();

    const body = JSON.stringify({ shop_domain: shop });
    const headers = { 'x-shopify-hmac-sha256': signatureOf(body) };
    const answer = await send('shop/redact', body, { headers });

    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      code: 'SHOPIFY_SIGNATURE_REFUSED',
      title: 'Not signed by Shopify',
    });
    expect(await receiptsOf(storeId)).toEqual([]);
    await refusals.write();
    const [entry] = await rows(
      `SELECT actor_kind, details FROM audit_entries WHERE code = 'SHOPIFY_SIGNATURE_REFUSED'
       ORDER BY sequence DESC LIMIT 1`,
      [],
    );
    expect(entry).toMatchObject({
      actor_kind: 'unknown',
      details: { count: 1, operation: 'receiveShopifyWebhook' },
    });
  });

  it('is taken as the bytes that were signed, of whatever spelling', async () => {
    const spelt = `{ "shop_domain" :"nobodys.myshopify.com",\n "shop_name":"L\\u00e4den 😀", "customer": {"id": "7"} }`;

    expect(await send('customers/redact', spelt)).toMatchObject({ status: 200 });
    const headers = { 'x-shopify-hmac-sha256': signed(JSON.stringify(JSON.parse(spelt))) };
    expect(await send('customers/redact', spelt, { headers })).toMatchObject({ status: 401 });
  });

  it.each([
    ['of an unknown topic', 'orders/create', {}, 422],
    ['that is no JSON', 'shop/redact', '{"shop_domain":', 400],
    ['that is no object', 'shop/redact', '[]', 422],
    ['without a shop', 'shop/redact', '{}', 422],
    ['of a shop elsewhere', 'shop/redact', { shop_domain: 'shop.example' }, 422],
    ['of nobody', 'customers/redact', { customer: { id: null, email: '' } }, 422],
    ['of a number that no double holds', 'customers/redact', { customer: { id: 2 ** 60 } }, 422],
    ['of a topic made of another', 'shop/redact', { customer }, 422],
    [
      'of an erasure made of a showing',
      'customers/redact',
      { customer, data_request: { id: 1 } },
      422,
    ],
    [
      'of a showing made of an erasure',
      'customers/data_request',
      { customer, orders_to_redact: [] },
      422,
    ],
    ['without a shopper', 'customers/redact', {}, 422],
  ])('is refused where it is one %s', async (_what, topic, body, status) => {
    const { shop, storeId, client } = await aShop();
    const whole = typeof body === 'string' ? body : { shop_domain: shop, ...body };

    const answer = await send(topic, whole);

    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain(customer.email);
    expect(await receiptsOf(storeId)).toEqual([]);
    expect(await requestsOf({ storeId, client })).toEqual([]);
  });

  it('is refused where nothing tells it from another', async () => {
    const body = { shop_domain: 'nobodys.myshopify.com' };

    const answer = await send('shop/redact', body, {
      headers: { 'x-shopify-webhook-id': undefined },
    });

    expect(answer).toMatchObject({ status: 422, body: { code: 'INPUT_INVALID' } });
  });

  it('of a shop that nobody has is answered, and leaves an entry in the audit alone', async () => {
    const id = randomUUID();
    const shop = `${randomUUID()}.myshopify.com`;

    const answer = await send('shop/redact', { shop_domain: shop }, { id });

    expect(answer).toMatchObject({ status: 200, body: { outcome: 'shop_unknown' } });
    expect(await auditOf(id)).toEqual([
      {
        action: 'privacy.receive',
        actor_kind: 'shopify',
        about_store_id: null,
        outcome: 'done',
        code: null,
        details: { topic: 'shop/redact', webhook_id: id, unknown_shop: shop },
      },
    ]);
  });

  it('is not taken where no secret is set', async () => {
    const off = await startApi({ SHOPIFY_API_SECRET: '' });
    try {
      const answer = await off.admin.post(path, { shop_domain: 'shop.myshopify.com' });

      expect(answer).toMatchObject({ status: 404, body: { code: 'SHOPIFY_OFF' } });
      expect(answer.text).toContain('SHOPIFY_API_SECRET');
    } finally {
      await off.stop();
    }
  });

  it('is to come again while the store that it wants erased is being moved', async () => {
    const { shop, storeId, client, own } = await aShop();
    const id = randomUUID();
    await api.admin.post(`/api/v1/stores/${storeId}/moves`, { placement: 'apart' });

    const answer = await send('shop/redact', { shop_domain: shop }, { id });

    expect(answer).toMatchObject({ status: 409, body: { code: 'TENANCY_MOVE_CONFLICT' } });
    expect(await auditOf(id)).toMatchObject([
      { about_store_id: storeId, outcome: 'refused', code: 'TENANCY_MOVE_CONFLICT' },
    ]);
    expect(await statuses(client, own)).toEqual(new Set([200]));
  });
});

describe('customers/data_request', () => {
  it.each(['shared', 'apart'])('becomes a request that the store exports, in %s', async (place) => {
    const [store, other] = [await aShop(place), await aShop(place)];
    await store.client.call('PUT', `/api/v1/stores/${store.storeId}/webhook`, {
      body: { url: 'https://example.com/hook' },
    });
    const id = randomUUID();

    const first = await send('customers/data_request', dataRequest(store.shop), { id });
    const again = await send('customers/data_request', dataRequest(store.shop), { id });

    expect([first, again]).toMatchObject([
      { status: 200, body: { outcome: 'taken' } },
      { status: 200, body: { outcome: 'taken' } },
    ]);
    const requests = await requestsOf(store);
    expect(requests).toEqual([
      {
        id: expect.any(String) as string,
        store_id: store.storeId,
        data_request_id: '9999',
        received_at: expect.any(String) as string,
        due_at: expect.any(String) as string,
        fulfilled_at: null,
      },
    ]);
    const [request] = requests as [Record<string, string>];
    const days = Date.parse(String(request['due_at'])) - Date.parse(String(request['received_at']));
    expect(days).toBe(30 * 24 * 3_600_000);
    const told = await store.client.get(`/api/v1/stores/${store.storeId}/webhook/deliveries`);
    expect(told.body['items']).toMatchObject([
      { event: 'privacy.data_requested', subject_id: request['id'] },
    ]);
    const { status, body } = await exportOf(store, request);
    const shown = (body as unknown as { shoppers: { shopper_id: string; tables: object }[] })
      .shoppers;
    expect(status).toBe(200);
    expect(shown.map(({ shopper_id }) => shopper_id)).toEqual(names);
    expect(shown[0]).toMatchObject({
      store_id: store.storeId,
      tables: { conversations: [{ shopper_id: '191167' }] },
    });
    expect(await requestsOf(store)).toMatchObject([{ fulfilled_at: expect.any(String) as string }]);
    expect(await exportOf(store, request)).toMatchObject({ status: 200 });
    expect(await requestsOf(other)).toEqual([]);
    expect(await exportOf(other, request)).toMatchObject({
      status: 404,
      body: { code: 'AGENT_PRIVACY_REQUEST_NOT_FOUND' },
    });
  });
});

describe('what is to be erased', () => {
  /** What failed once, as where a database did not answer, is tried again after a minute. */
  const erased = (storeId: string) =>
    waitFor(async () => (await receiptsOf(storeId)).every(({ finished }) => finished), {
      timeoutMs: 150_000,
    });

  /** By a process that dies right after its answer; returns its log. */
  async function taken(topic: string, body: unknown, id: string): Promise<string> {
    const door = await DoorProcess.start('api', { ...env, ISOLATION_CHECK_MINUTES: '0' });
    const text = JSON.stringify(body);
    const answer = await fetch(`${door.origin}${path}`, {
      method: 'POST',
      body: text,
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': topic,
        'x-shopify-webhook-id': id,
        'x-shopify-hmac-sha256': signed(text),
      },
    });
    await door.end('SIGKILL');
    expect(answer.status).toBe(200);
    return door.log;
  }

  it('is erased by a worker, though the process that took it was killed', async () => {
    const [store, other] = [await aShop(), await aShop()];
    await send('customers/data_request', dataRequest(store.shop));
    const [request] = (await requestsOf(store)) as [Record<string, string>];
    const id = randomUUID();

    const log = await taken('customers/redact', redact(store.shop), id);

    expect(await statuses(store.client, store.own)).toEqual(new Set([200]));
    worker = await withEnv(env, () => startWorker());
    await erased(store.storeId);
    expect(await receiptsOf(store.storeId)).toHaveLength(names.length + 1);
    expect(await statuses(store.client, store.own)).toEqual(new Set([404]));
    expect(await statuses(store.client, store.others)).toEqual(new Set([200]));
    expect(await statuses(other.client, other.own)).toEqual(new Set([200]));
    expect(await exportOf(store, request)).toMatchObject({
      status: 409,
      body: { code: 'AGENT_PRIVACY_REQUEST_FORGOTTEN' },
    });
    expect(await receiptsOf(other.storeId)).toEqual([]);
    // the same delivery once more does nothing more
    expect(await send('customers/redact', redact(store.shop), { id })).toMatchObject({
      status: 200,
    });
    expect(await receiptsOf(store.storeId)).toHaveLength(names.length + 1);
    expect(await auditOf(id)).toMatchObject([
      { action: 'privacy.receive', actor_kind: 'shopify', about_store_id: store.storeId },
      { outcome: 'done' },
    ]);
    expect(log).not.toMatch(/ana@shop|191167|\+4915/i);
  }, 240_000);

  it.each(['shared', 'apart'])(
    'is a whole store, in %s, and nothing of another',
    async (place) => {
      const [store, other] = [await aShop(place), await aShop(place)];
      const id = randomUUID();
      const body = { shop_id: 954889, shop_domain: store.shop };

      const first = await send('shop/redact', body, { id });

      expect(first).toMatchObject({ status: 200, body: { outcome: 'taken' } });
      await erased(store.storeId);
      expect(await receiptsOf(store.storeId)).toHaveLength(1);
      expect((await api.admin.get(`/api/v1/stores/${store.storeId}`)).status).toBe(404);
      expect(await statuses(other.client, other.own)).toEqual(new Set([200]));
      expect(await send('shop/redact', body, { id })).toMatchObject({
        status: 200,
        body: { outcome: 'shop_unknown' },
      });
      expect(await receiptsOf(store.storeId)).toHaveLength(1);
    },
    240_000,
  );
});
