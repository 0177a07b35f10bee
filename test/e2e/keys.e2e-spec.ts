import { waitFor } from '../support/wait-for.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi } from './running-api.js';
import { startTwoApis, type TwoApis } from './two-apis.js';

let api: RunningApi;
/** Another process as far as keys go: it remembers for itself. */
let other: RunningApi;
let stop: TwoApis['stop'];
let storeId: string;
let keys: string;

beforeAll(async () => {
  ({ api, other, stop } = await startTwoApis());
  ({ storeId } = await aStoreWithKey(api.admin));
  keys = `/api/v1/stores/${storeId}/keys`;
});
afterAll(() => stop());

interface Made {
  id: string;
  text: string;
  client: ApiClient;
  body: Record<string, unknown>;
}

async function aKey(fields: object = {}, path = keys): Promise<Made> {
  const { body } = await api.admin.post(path, { kind: 'store', ...fields });
  const text = String(body['key']);
  return { id: String(body['id']), text, client: api.admin.as(text), body };
}

/** What both processes answer to a key, of which each has heard before. */
async function statuses({ text }: Made, path = `/api/v1/stores/${storeId}`): Promise<number[]> {
  const answers = await Promise.all([api, other].map(({ admin }) => admin.as(text).get(path)));
  return answers.map(({ status }) => status);
}

const withinASecond = () => new Promise((resolve) => setTimeout(resolve, 1_000));
const listed = async (id: string) => {
  const { body } = await api.admin.get(keys);
  return (body['items'] as unknown as Record<string, unknown>[]).find((key) => key['id'] === id);
};
const rotate = (id: string, body: object = {}) => api.admin.post(`${keys}/${id}/rotate`, body);

describe('rotating a key', () => {
  it('makes a successor of the same rights beside the old one, which works on for a day', async () => {
    const scopes = ['settings', 'usage'];
    const old = await aKey({ name: 'backend', scopes });

    const { status, body } = await rotate(old.id);

    const next: Made = { ...old, text: String(body['key']) };
    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: 'store', name: 'backend', scopes, expires_at: null });
    expect([await statuses(old), await statuses(next)]).toEqual([
      [200, 200],
      [200, 200],
    ]);
    const { expires_at: end, replaced_by: by } = (await listed(old.id)) ?? {};
    expect(by).toBe(body['id']);
    const hours = (Date.parse(String(end)) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThan(24.1);
  });

  it('without an overlap ends the old key everywhere within a second', async () => {
    const old = await aKey();
    expect(await statuses(old)).toEqual([200, 200]);

    const { body } = await rotate(old.id, { overlap_seconds: 0 });
    await withinASecond();

    expect(await statuses(old)).toEqual([401, 401]);
    expect(await statuses({ ...old, text: String(body['key']) })).toEqual([200, 200]);
  });

  it('ends the old key when the overlap is over', async () => {
    const old = await aKey();
    await rotate(old.id, { overlap_seconds: 2 });

    expect(await statuses(old)).toEqual([200, 200]);
    await waitFor(async () => (await statuses(old)).every((status) => status === 401));
  });

  it('keeps the origins of a widget key, and gives an ending one as long a life again', async () => {
    const allowed_origins = ['https://shop.example'];
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    const old = await aKey({ kind: 'widget', allowed_origins, expires_at });

    const { body } = await rotate(old.id);

    expect(body).toMatchObject({ kind: 'widget', allowed_origins, scopes: ['chat'] });
    const minutes = (Date.parse(String(body['expires_at'])) - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(60);
    // the overlap of a day does not prolong the old one
    expect((await listed(old.id))?.['expires_at']).toBe(expires_at);
  });

  it('makes one successor, also of many attempts at once', async () => {
    const old = await aKey();

    const answers = await Promise.all(Array.from({ length: 5 }, () => rotate(old.id)));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'TENANCY_KEY_ENDED' });
    const { body } = await api.admin.get(keys);
    const made = answers.find(({ status }) => status === 201)?.body['id'];
    const items = body['items'] as unknown as Record<string, unknown>[];
    expect(items.filter(({ replaced_by: by }) => by === made)).toHaveLength(1);
  });

  it('is refused for a revoked key', async () => {
    const old = await aKey();
    await api.admin.call('DELETE', `${keys}/${old.id}`);

    expect((await rotate(old.id)).body).toMatchObject({ code: 'TENANCY_KEY_ENDED' });
  });

  it('does not find the key of another store', async () => {
    const stranger = await aStoreWithKey(api.admin, 'Another');

    const answer = await rotate(stranger.keyId, { overlap_seconds: 0 });

    expect(answer.body).toMatchObject({ status: 404, code: 'TENANCY_KEY_NOT_FOUND' });
    expect((await stranger.client.get(`/api/v1/stores/${stranger.storeId}`)).status).toBe(200);
  });
});

describe('a key with an end', () => {
  it('is refused after it, everywhere within a second', async () => {
    const key = await aKey({ expires_at: new Date(Date.now() + 1_500).toISOString() });
    expect(await statuses(key)).toEqual([200, 200]);

    await new Promise((resolve) => setTimeout(resolve, 1_600));

    expect(await statuses(key)).toEqual([401, 401]);
  });

  it('can be given another, or none', async () => {
    const key = await aKey({ expires_at: new Date(Date.now() + 2_000).toISOString() });

    const { body } = await api.admin.call('PATCH', `${keys}/${key.id}`, {
      body: { expires_at: null },
    });

    expect(body).toMatchObject({ expires_at: null });
    expect((await listed(key.id))?.['expires_at']).toBeNull();
  });

  it('is not made with one that is over', async () => {
    const expires_at = new Date(Date.now() - 1_000).toISOString();

    const { status, body } = await api.admin.post(keys, { kind: 'store', expires_at });

    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ field: 'expires_at' }] });
  });
});

describe('changing what a key may do', () => {
  it('takes effect everywhere within a second, and says which scope is missing', async () => {
    const key = await aKey();
    expect(await statuses(key)).toEqual([200, 200]);

    await api.admin.call('PATCH', `${keys}/${key.id}`, { body: { scopes: ['chat'] } });
    await withinASecond();

    expect(await statuses(key)).toEqual([403, 403]);
    const refused = await key.client.get(`/api/v1/stores/${storeId}`);
    expect(refused.body).toMatchObject({
      code: 'TENANCY_KEY_SCOPE_REFUSED',
      details: { scope: 'settings' },
    });
  });

  it('is refused for scopes of a widget key and origins of a store key', async () => {
    const store = await aKey();
    const widget = await aKey({ kind: 'widget', allowed_origins: ['https://shop.example'] });
    const change = (id: string, body: object) => api.admin.call('PATCH', `${keys}/${id}`, { body });

    const scopes = await change(widget.id, { scopes: ['settings'] });
    const origins = await change(store.id, { allowed_origins: ['https://shop.example'] });

    for (const { body } of [scopes, origins]) {
      expect(body).toMatchObject({ status: 422, code: 'TENANCY_KEY_FIELD_REFUSED' });
    }
  });

  it('is the operator’s business, not the key’s', async () => {
    const key = await aKey({ scopes: ['keys'] });

    const grown = await key.client.call('PATCH', `${keys}/${key.id}`, { body: { scopes: null } });
    const successor = await key.client.post(`${keys}/${key.id}/rotate`, {});

    expect([grown.status, successor.status]).toEqual([403, 403]);
    expect((await key.client.get(keys)).status).toBe(200);
  });
});

describe('when a key was last used', () => {
  it('is noted soon after, and not while it was not used', async () => {
    const [used, unused] = [await aKey(), await aKey()];
    const before = Date.now();

    expect(await statuses(used)).toEqual([200, 200]);
    const at = await waitFor(async () => (await listed(used.id))?.['last_used_at']);

    expect(Math.abs(Date.parse(String(at)) - before)).toBeLessThan(60_000);
    expect((await listed(unused.id))?.['last_used_at']).toBeNull();
  });

  it('is noted of a widget key where its sessions are used', async () => {
    const { id, client } = await aKey({
      kind: 'widget',
      allowed_origins: ['https://shop.example'],
    });
    const headers = { origin: 'https://shop.example' };

    await client.post('/api/v1/widget-sessions', undefined, { headers });

    await waitFor(async () => (await listed(id))?.['last_used_at']);
  });
});

describe('a store that is switched off', () => {
  it('is closed to its keys everywhere within a second, and open as quickly again', async () => {
    const own = await aStoreWithKey(api.admin, 'Off and on');
    const key: Made = { ...own, id: own.keyId, text: String(own.client.key), body: {} };
    const path = `/api/v1/stores/${own.storeId}`;
    expect(await statuses(key, path)).toEqual([200, 200]);

    await api.admin.call('PATCH', path, { body: { is_active: false } });
    await withinASecond();
    expect(await statuses(key, path)).toEqual([403, 403]);

    await api.admin.call('PATCH', path, { body: { is_active: true } });
    await withinASecond();
    expect(await statuses(key, path)).toEqual([200, 200]);
  });
});
