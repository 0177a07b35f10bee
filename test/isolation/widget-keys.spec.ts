import { randomUUID } from 'node:crypto';
import { request } from 'node:http';

import type { ApiClient } from '../e2e/api-client.js';
import { call, operations } from '../e2e/bad-input/operations.js';
import { aStoreWithKey, type RunningApi, startApi } from '../e2e/running-api.js';
import { routeCallers } from './route-callers.js';

/** All that a browser may do with a key that everybody can read; a new operation is closed to it unless it stands here. */
const open = [
  'askQuestion',
  'cancelAnswer',
  'createConversation',
  'createWidgetSession',
  'getConversation',
  'getWidgetConfig',
  'giveFeedback',
  'listMessages',
  'removeFeedback',
  'requestHandoff',
  'resumeAnswer',
];
/** Where a key says what one may: all of the API but what needs none. */
const guarded = operations.filter(
  ({ path, name }) => path.startsWith('/api/') && routeCallers[name]?.access !== 'public',
);
const origin = 'https://shop.example';

let api: RunningApi;
let a: Widget;
let b: Widget;

interface Widget {
  storeId: string;
  domain: string;
  key: string;
  client: ApiClient;
  /** With the token of a session instead of the key. */
  session: ApiClient;
}

beforeAll(async () => {
  api = await startApi();
  a = await aWidget();
  b = await aWidget();
});
afterAll(() => api.stop());

async function aWidget(): Promise<Widget> {
  const { storeId } = await aStoreWithKey(api.admin);
  const domain = `${randomUUID()}.example`;
  await api.admin.call('PATCH', `/api/v1/stores/${storeId}`, { body: { domain } });
  const { body } = await api.admin.post(`/api/v1/stores/${storeId}/keys`, {
    kind: 'widget',
    allowed_origins: [origin, 'http://localhost:3000'],
  });
  const key = String(body['key']);
  const client = api.admin.as(key);
  const begun = await client.post('/api/v1/widget-sessions', undefined, { headers: { origin } });
  return { storeId, domain, key, client, session: api.admin.as(String(begun.body['token'])) };
}

interface Sent {
  key?: string;
  origin?: string;
  host?: string;
}

/** Starts a conversation with any headers; `fetch` would not send a `Host` of ours. */
function start({
  key,
  origin: from,
  host,
}: Sent): Promise<{ status: number; code?: string; storeId?: string }> {
  const headers = {
    'content-type': 'application/json',
    ...(key && { authorization: `Bearer ${key}` }),
    ...(from && { origin: from }),
    ...(host && { host }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${api.admin.origin}/api/v1/conversations`, { method: 'POST', headers });
    sent.once('error', reject);
    sent.once('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.once('end', () => {
        const { code, store_id: storeId } = JSON.parse(text) as {
          code?: string;
          store_id?: string;
        };
        resolve({ status: response.statusCode ?? 0, code, storeId });
      });
    });
    sent.end('{}');
  });
}

describe('a widget key, and a session of it', () => {
  it.each(guarded)('opens what a browser needs and nothing else: $name', async (operation) => {
    const headers = { origin };
    const parameters = { store_id: a.storeId };

    for (const client of [a.client, a.session]) {
      const answer = await call(client, operation, { parameters, headers });

      if (open.includes(operation.name)) expect([200, 201, 404]).toContain(answer.status);
      else expect(answer.body).toMatchObject({ status: 403, code: 'TENANCY_KEY_KIND_REFUSED' });
    }
  });

  it.each([origin, 'HTTPS://Shop.Example', 'http://localhost:3000'])(
    'works on a site that it is bound to: %s',
    async (from) => {
      expect(await start({ key: a.key, origin: from })).toMatchObject({
        status: 201,
        storeId: a.storeId,
      });
    },
  );

  it.each([
    undefined,
    'null',
    'https://evil.example',
    'http://shop.example',
    'https://shop.example:8443',
    'https://shop.example.evil.example',
    'https://evil.example/https://shop.example',
    'https://shop.example/',
  ])('works on no other: %s', async (from) => {
    for (const key of [a.key, a.session.key]) {
      expect(await start({ key, origin: from })).toMatchObject({
        status: 403,
        code: 'TENANCY_ORIGIN_REFUSED',
      });
    }
  });

  it('works, as a session, on the site that it was begun on, of several', async () => {
    expect(await start({ key: a.session.key, origin })).toMatchObject({ storeId: a.storeId });
    expect(await start({ key: a.session.key, origin: 'http://localhost:3000' })).toMatchObject({
      status: 403,
      code: 'TENANCY_ORIGIN_REFUSED',
    });
  });
});

describe('the host that widget traffic comes in under', () => {
  const under = (host: string, key?: string) => start({ key, origin, host });

  it('is the store’s own domain, any subdomain, or nobody’s', async () => {
    const hosts = [
      a.domain,
      a.domain.toUpperCase(),
      `${a.domain}:8001`,
      `${a.domain}.`,
      `chat.${a.domain}`,
      `${'deep.'.repeat(20)}${a.domain}`,
      'api.platform.example',
    ];

    for (const host of hosts) {
      expect({ host, ...(await under(host, a.key)) }).toMatchObject({ host, storeId: a.storeId });
    }
  });

  it('is not another store’s domain, nor below it', async () => {
    for (const host of [b.domain, `chat.${b.domain}:443`, `${'deep.'.repeat(20)}${b.domain}`]) {
      for (const key of [a.key, a.session.key]) {
        expect({ host, ...(await under(host, key)) }).toMatchObject({
          host,
          status: 403,
          code: 'TENANCY_ORIGIN_REFUSED',
        });
      }
    }
  });

  it('stands for no key', async () => {
    expect(await under(a.domain)).toMatchObject({ status: 401, code: 'TENANCY_KEY_MISSING' });
  });

  it('is nothing to a store’s secret key, which comes from servers', async () => {
    const { client, storeId } = await aStoreWithKey(api.admin);

    expect(await start({ key: client.key, host: b.domain })).toMatchObject({
      status: 201,
      storeId,
    });
  });
});
