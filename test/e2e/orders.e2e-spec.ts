import { FixtureSite } from '../support/fixture-site.js';
import { OrderSystem, shopperToken, stalls } from '../support/order-system.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';

const ORDERS = {
  '1042': { order_number: '1042', shopper_id: 'ana', status: 'delivered', carrier: 'DHL' },
  '1043': { order_number: '1043', status: 'shipped', carrier: 'ana@example.com', item_count: 1 },
};

let api: RunningApi;
let site: FixtureSite;
let a: TrialStore;
let b: TrialStore;

interface TrialStore {
  client: ApiClient;
  path: string;
  system: OrderSystem;
  made: Record<string, unknown>;
}

beforeAll(async () => {
  site = await FixtureSite.start();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host, TOOL_CALLS_A_DAY: '40' });
  a = await aStore('/a');
  b = await aStore('/b');
});
afterAll(async () => {
  await api.stop();
  await site.stop();
});

async function aStore(target: string): Promise<TrialStore> {
  const { storeId, client } = await aStoreWithKey(api.admin);
  const path = `/api/v1/stores/${storeId}/order-endpoint`;
  const system = new OrderSystem(site, target, ORDERS);
  const body = { url: site.origin + target, sends_codes: true, timeout_ms: 700 };
  const made = await client.call('PUT', path, { body });
  system.signingSecret = String(made.body['signing_secret']);
  return { client, path, system, made: made.body };
}

const tokenOf = ({ made }: TrialStore, claims: Record<string, unknown> = {}) =>
  shopperToken({
    secret: String(made['shopper_secret']),
    claims: { sub: 'ana', jti: crypto.randomUUID(), ...claims },
  });

async function messagesOf({ client }: TrialStore): Promise<string> {
  const { body } = await client.post('/api/v1/conversations', {});
  return `/api/v1/conversations/${String(body['id'])}/messages`;
}

describe('the order endpoint of a store', () => {
  it('shows its secrets when they are made, and never again', async () => {
    const got = await a.client.get(a.path);
    const moved = await a.client.call('PUT', a.path, { body: { url: `${site.origin}/a?v=2` } });
    const back = { url: `${site.origin}/a`, sends_codes: true, timeout_ms: 700 };
    await a.client.call('PUT', a.path, { body: back });

    expect(a.made['signing_secret']).toMatch(/^whsec_.{40,}$/);
    expect(a.made['shopper_secret']).toMatch(/^.{40,}$/);
    expect(got.body).toMatchObject({ sends_codes: true, timeout_ms: 700, calls_a_day: 40 });
    expect(moved.body).toMatchObject({
      signing_secret: null,
      shopper_secret: null,
      timeout_ms: 5_000,
      sends_codes: false,
    });
    expect(got.text).not.toMatch(/whsec_|secret/);
  });

  it.each([
    'https://10.0.0.7/o',
    'http://example.com/o',
    'https://user:x@example.com/',
    'nonsense',
  ])('is no place that is not public and encrypted: %s', async (url) => {
    expect(await a.client.call('PUT', a.path, { body: { url } })).toMatchObject({
      status: 422,
      body: { code: 'AGENT_ORDER_ENDPOINT_REFUSED' },
    });
  });

  it('is tried without a shopper, and says what is taken, what is dropped and what is wrong', async () => {
    const tried = (order_number: string) => a.client.post(`${a.path}/try`, { order_number });

    expect((await tried('1043')).body).toMatchObject({
      order: { order_number: '1043', status: 'shipped', carrier: null, item_count: 1 },
      dropped: [{ name: 'carrier', reason: expect.stringContaining('three digits') }],
      problem: null,
    });
    expect(a.system.requests.at(-1)?.data).toMatchObject({ authorised_by: 'trial' });
    expect((await tried('9')).body).toMatchObject({
      order: null,
      problem: 'the server answered 404',
    });
    a.system.instead = stalls;
    expect((await tried('1042')).body).toMatchObject({ problem: 'no answer within 0.7 s' });
    a.system.instead = (response) => void response.end('{"status":"lost"}');
    expect((await tried('1042')).body).toMatchObject({
      problem: 'the answer lacks the same "order_number" and a known "status"',
    });
    a.system.forget();
  });

  it('is gone once it was removed, and then an order is a question like any other', async () => {
    const gone = await aStore('/gone');
    const token = tokenOf(gone);

    expect((await gone.client.call('DELETE', gone.path)).status).toBe(204);

    for (const answer of [
      await gone.client.get(gone.path),
      await gone.client.call('DELETE', gone.path),
      await gone.client.post(`${gone.path}/secrets`),
      await gone.client.post(`${gone.path}/try`, { order_number: '1042' }),
    ]) {
      expect(answer).toMatchObject({
        status: 404,
        body: { code: 'AGENT_ORDER_ENDPOINT_NOT_FOUND' },
      });
    }
    const { body } = await gone.client.post(await messagesOf(gone), {
      content: 'Where is my order 1042?',
      shopper_token: token,
    });
    expect(body).toMatchObject({ outcome: 'abstained' });
    expect(String(body['content'])).toContain("I don't know");
    expect(gone.system.requests).toEqual([]);
  });
});

describe('a shopper who asks for an order', () => {
  it('is told it by a token of the store, as JSON and as events, with a receipt', async () => {
    const messages = await messagesOf(a);
    const send = { content: 'Where is my order 1042?', shopper_token: tokenOf(a) };

    const answer = await a.client.post(messages, send);
    const stream = await a.client.post(messages, send, {
      headers: { accept: 'text/event-stream' },
    });
    const receipt = await a.client.get(`${messages}/${String(answer.body['id'])}/receipt`);

    expect(answer.body).toMatchObject({ outcome: 'answered', citations: [] });
    expect(String(answer.body['content'])).toContain('- Status: delivered\n- Carrier: DHL');
    expect(stream.text).toContain('data: {"stage":"using_tool"');
    expect(stream.text).toContain('event: done');
    expect(receipt.body['tools']).toMatchObject([
      { name: 'order_status', input: '…', outcome: 'found', result_sha256: expect.any(String) },
    ]);
    expect((await a.client.get(a.path)).body['calls_today']).toBe(2);
  });

  it.each([
    ["another store's token", () => tokenOf(b)],
    ['a token whose secret was rotated away', () => tokenOf(a)],
  ])('is not told it by %s', async (name, make) => {
    const token = make();
    if (name.includes('rotated')) {
      const { body } = await a.client.post(`${a.path}/secrets`);
      a.made = body;
      a.system.signingSecret = String(body['signing_secret']);
    }
    const { body } = await a.client.post(await messagesOf(a), {
      content: 'Where is my order 1042?',
      shopper_token: token,
    });
    expect(body).toMatchObject({ outcome: 'abstained' });
    expect(String(body['content'])).toMatch(/^I cannot show that order here\./);
  });

  it('is asked for the code that the store sent, in that conversation', async () => {
    const messages = await messagesOf(a);

    const asked = await a.client.post(messages, { content: 'Where is my order 1042?' });
    const code = a.system.sentCodes.at(-1)!;
    const elsewhere = await a.client.post(await messagesOf(a), { content: code });
    const told = await a.client.post(messages, { content: code });

    expect(asked.body).toMatchObject({ outcome: 'small_talk' });
    expect(String(elsewhere.body['content'])).not.toContain('delivered');
    expect(String(told.body['content'])).toContain('- Status: delivered');
  });

  it("is told it through a widget, by the token of the store's page", async () => {
    const origin = 'https://shop.example';
    const storeId = a.path.split('/')[4];
    const key = await api.admin.post(`/api/v1/stores/${storeId}/keys`, {
      kind: 'widget',
      allowed_origins: [origin],
    });
    const widget = api.admin.as(String(key.body['key']));
    const headers = { origin };
    const { body } = await widget.post('/api/v1/conversations', {}, { headers });
    const messages = `/api/v1/conversations/${String(body['id'])}/messages`;

    const send = { content: 'Where is my order 1042?', shopper_token: tokenOf(a) };
    const told = await widget.post(messages, send, { headers });
    const endpoint = await widget.get(a.path, { headers });

    expect(String(told.body['content'])).toContain('- Status: delivered');
    expect(endpoint.status).toBe(403);
  });

  it('is told in a replay nothing, since nobody shows a token there', async () => {
    const messages = await messagesOf(a);
    const send = { content: 'Where is my order 1042?', shopper_token: tokenOf(a) };
    const answer = await a.client.post(messages, send);
    const before = a.system.requests.length;

    const replay = await a.client.post(`${messages}/${String(answer.body['id'])}/replay`);

    expect(replay.status).toBe(200);
    expect(a.system.requests).toHaveLength(before);
  });
});
