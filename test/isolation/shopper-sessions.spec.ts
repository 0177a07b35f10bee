import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { Answer, ApiClient } from '../e2e/api-client.js';
import { call, operations } from '../e2e/bad-input/operations.js';
import { aStoreWithKey, type RunningApi, startApi } from '../e2e/running-api.js';

const origin = 'https://shop.example';
const headers = { origin };

/** What a shop's pages may call: found in the document, so that a new route cannot be missed. */
const chats = new Set(
  Object.values(
    (
      JSON.parse(readFileSync('apps/api/openapi.json', 'utf8')) as {
        paths: Record<
          string,
          Record<string, { operationId: string; security: { key: string[] }[] }>
        >;
      }
    ).paths,
  )
    .flatMap((methods) => Object.values(methods))
    .filter(({ security: [first] }) => first?.key.join() === 'chat')
    .map(({ operationId }) => operationId),
);
const ofConversation = operations.filter(
  ({ name, path }) => chats.has(name) && path.includes('{conversation_id}'),
);

let api: RunningApi;
let a: Shop;
let b: Shop;

beforeAll(async () => {
  api = await startApi();
  [a, b] = [await aShop(), await aShop()];
});
afterAll(() => api.stop());

interface Shop {
  storeId: string;
  server: ApiClient;
  widget: ApiClient;
}

async function aShop(): Promise<Shop> {
  const { storeId, client: server } = await aStoreWithKey(api.admin);
  const { body } = await api.admin.post(`/api/v1/stores/${storeId}/keys`, {
    kind: 'widget',
    allowed_origins: [origin],
  });
  return { storeId, server, widget: api.admin.as(String(body['key'])) };
}

async function aSession({ widget }: Shop): Promise<ApiClient> {
  const { body } = await widget.post('/api/v1/widget-sessions', undefined, { headers });
  return api.admin.as(String(body['token']));
}

async function aConversation(client: ApiClient): Promise<Record<string, string>> {
  const begun = await client.post('/api/v1/conversations', {}, { headers });
  const id = String(begun.body['id']);
  const content = 'Is the feathercloud pillow vegan?';
  const path = `/api/v1/conversations/${id}/messages`;
  const answer = await client.post(path, { content }, { headers });
  return { conversation_id: id, message_id: String(answer.body['id']) };
}

/** An answer without what differs between any two. */
function withoutIds({ status, text }: Answer, ids: Record<string, string>): string {
  const plain = Object.entries(ids).reduce((rest, [name, id]) => rest.replaceAll(id, name), text);
  return `${status} ${plain.replace(/"correlation_id":"[^"]+"/, '')}`;
}

describe('a conversation that a session began', () => {
  it('can be met on every route that was looked for', () => {
    expect(ofConversation.length).toBeGreaterThanOrEqual(8);
  });

  it.each(ofConversation)(
    'is missing for every other session and for the bare key: $name',
    async (operation) => {
      const own = await aSession(a);
      const parameters = await aConversation(own);
      const nothing = { conversation_id: randomUUID(), message_id: randomUUID() };
      const others = {
        'another session': await aSession(a),
        'the bare key': a.widget,
        'a session of another store': await aSession(b),
        'the bare key of another store': b.widget,
      };

      for (const [name, client] of Object.entries(others)) {
        const foreign = await call(client, operation, { parameters, headers });
        const missing = await call(client, operation, { parameters: nothing, headers });

        expect([name, foreign.status]).toEqual([name, 404]);
        expect(withoutIds(foreign, parameters)).toBe(withoutIds(missing, nothing));
      }
      expect((await call(own, operation, { parameters, headers })).status).toBeLessThan(300);
    },
  );

  it('does not tell its answer to who sends its question with its key', async () => {
    const own = await aSession(a);
    const { body } = await own.post('/api/v1/conversations', {}, { headers });
    const path = `/api/v1/conversations/${String(body['id'])}/messages`;
    const content = { content: 'Is the feathercloud pillow vegan?' };
    const keyed = { headers: { ...headers, 'idempotency-key': 'the-same-key' } };
    const first = await own.post(path, content, keyed);

    for (const client of [await aSession(a), a.widget, await aSession(b)]) {
      expect((await client.post(path, content, keyed)).body).toMatchObject({
        status: 404,
        code: 'AGENT_CONVERSATION_NOT_FOUND',
      });
    }
    expect((await own.post(path, content, keyed)).body['id']).toBe(first.body['id']);
  });

  it('is open to the servers of its store, and listed there', async () => {
    const { conversation_id: id } = await aConversation(await aSession(a));
    const path = `/api/v1/conversations/${id}`;

    const listed = await a.server.get('/api/v1/conversations');

    expect(listed.text).toContain(id);
    expect((await a.server.get(path)).status).toBe(200);
    expect((await api.admin.get(`${path}?store_id=${a.storeId}`)).status).toBe(200);
    expect((await b.server.get(path)).status).toBe(404);
  });

  it('stays its own when the token is renewed', async () => {
    const session = await aSession(a);
    const { conversation_id: id } = await aConversation(session);

    const renewed = await session.post('/api/v1/widget-sessions', undefined, { headers });
    const next = api.admin.as(String(renewed.body['token']));

    expect((await next.get(`/api/v1/conversations/${id}`, { headers })).status).toBe(200);
  });
});

describe('a conversation that no session began', () => {
  it('is missing for every session, and open to the bare key as before', async () => {
    const session = await aSession(a);

    for (const client of [a.widget, a.server]) {
      const { conversation_id: id } = await aConversation(client);
      const path = `/api/v1/conversations/${id}`;

      expect((await session.get(path, { headers })).status).toBe(404);
      expect((await a.widget.get(path, { headers })).status).toBe(200);
      expect((await b.widget.get(path, { headers })).status).toBe(404);
    }
  });
});

describe('the token of a session', () => {
  it('opens its own store only, wherever another is named', async () => {
    const session = await aSession(a);
    const store_id = b.storeId;

    const begun = await session.post('/api/v1/conversations', { store_id }, { headers });
    const own = await session.post('/api/v1/conversations', {}, { headers });

    expect(begun.body).toMatchObject({ status: 404, code: 'TENANCY_STORE_NOT_FOUND' });
    expect(own.body).toMatchObject({ store_id: a.storeId });
  });

  it('is of nobody with the claims of one and the signature of another', async () => {
    const [one, other] = [await aSession(a), await aSession(b)].map(({ key }) => key?.split('.'));

    const mixed = api.admin.as(`${one?.[0]}.${other?.[1]}`);

    const { body } = await mixed.post('/api/v1/conversations', {}, { headers });
    expect(body).toMatchObject({ status: 401, code: 'TENANCY_KEY_REFUSED' });
  });
});
