import { randomUUID } from 'node:crypto';

import { waitFor } from '../support/wait-for.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';

let api: RunningApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

describe('stores and keys over HTTP', () => {
  it('creates a store, never shows its credentials, and reads, changes and lists it', async () => {
    const created = await api.admin.post('/api/v1/stores', {
      name: 'Pillow Store',
      domain: 'Pillow.Example',
      platform: 'shopify',
      settings: { locale: 'en' },
      api_credentials: { access_token: 'shpat_secret' },
    });
    const path = `/api/v1/stores/${String(created.body['id'])}`;
    const changed = await api.admin.call('PATCH', path, {
      body: { name: 'Pillows', domain: null },
    });
    const read = await api.admin.get(path);

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      name: 'Pillow Store',
      domain: 'pillow.example',
      is_active: true,
      live_release: null,
      settings: { locale: 'en' },
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(created.text + changed.text + read.text).not.toContain('shpat_secret');
    expect(read.body).toMatchObject({ name: 'Pillows', domain: null, platform: 'shopify' });
  });

  it('goes through all stores with cursors', async () => {
    const made = await Promise.all([1, 2, 3].map(() => aStoreWithKey(api.admin)));
    const seen: unknown[] = [];

    let cursor: unknown = '';
    while (cursor !== null) {
      const next = cursor ? `&cursor=${String(cursor)}` : '';
      const { body } = await api.admin.get(`/api/v1/stores?limit=2${next}`);
      seen.push(...(body['items'] as unknown as { id: string }[]).map(({ id }) => id));
      cursor = body['next_cursor'] ?? null;
    }

    expect(seen).toEqual(expect.arrayContaining(made.map(({ storeId }) => storeId)));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('finds stores by a part of their name or domain', async () => {
    const { body } = await api.admin.post('/api/v1/stores', {
      name: 'Quince & Sons',
      domain: 'quince-sons.example',
    });
    await api.admin.post('/api/v1/stores', { name: 'Another' });

    for (const search of ['QUINCE %26', 'ince-sons.ex']) {
      const found = await api.admin.get(`/api/v1/stores?search=${search}`);
      expect(found.body['items']).toMatchObject([{ id: body['id'] }]);
    }
    const nothing = await api.admin.get('/api/v1/stores?search=%25');
    expect(nothing.body['items']).toEqual([]);
  });

  it('tells the holder of a key whose it is and what it may do', async () => {
    const { client, storeId } = await aStoreWithKey(api.admin);

    const bounded = await api.admin.post(`/api/v1/stores/${storeId}/keys`, {
      ...{ kind: 'store', scopes: ['settings', 'usage'] },
    });

    expect((await client.get('/api/v1/own-store')).body).toMatchObject({
      id: storeId,
      key_scopes: expect.arrayContaining(['chat', 'keys']) as unknown,
    });
    const asBounded = api.admin.as(String(bounded.body['key']));
    expect((await asBounded.get('/api/v1/own-store')).body['key_scopes']).toEqual([
      'settings',
      'usage',
    ]);
    const asOperator = await api.admin.get(`/api/v1/own-store?store_id=${storeId}`);
    expect(asOperator.body).toMatchObject({ id: storeId, key_scopes: null });
    expect((await api.admin.get('/api/v1/own-store')).body['code']).toBe(
      'TENANCY_STORE_ID_REQUIRED',
    );
  });

  it('shows a key once, lists it by its beginning, and refuses it after it was revoked', async () => {
    const { storeId, keyId, client } = await aStoreWithKey(api.admin);
    const path = `/api/v1/stores/${storeId}`;
    const before = await client.get(path);
    const list = await api.admin.get(`${path}/keys`);

    const revoked = await api.admin.call('DELETE', `${path}/keys/${keyId}`);
    await waitFor(async () => (await client.get(path)).status === 401);
    const after = await client.get(path);

    expect(before.status).toBe(200);
    expect(list.body).toMatchObject({ items: [{ id: keyId, prefix: expect.any(String) }] });
    expect(list.text).not.toMatch(/sh_store_[A-Za-z0-9]{20}/);
    expect(revoked.status).toBe(204);
    expect(after.status).toBe(401);
    expect(after.headers.get('www-authenticate')).toBe('Bearer');
    expect(after.body).toMatchObject({ code: 'TENANCY_KEY_REFUSED' });
  });

  it('binds a widget key to origins and a store key to none', async () => {
    const { storeId } = await aStoreWithKey(api.admin);
    const path = `/api/v1/stores/${storeId}/keys`;

    const widget = await api.admin.post(path, {
      kind: 'widget',
      allowed_origins: ['https://Shop.example'],
    });
    const unbound = await api.admin.post(path, { kind: 'widget' });
    const bound = await api.admin.post(path, {
      kind: 'store',
      allowed_origins: ['https://a.example'],
    });

    expect(widget.body).toMatchObject({ allowed_origins: ['https://shop.example'] });
    expect(unbound.body).toMatchObject({ errors: [{ field: 'allowed_origins' }] });
    expect(bound.body).toMatchObject({ errors: [{ field: 'allowed_origins' }] });
  });

  it('answers another store, a missing one and its own path for others alike', async () => {
    const a = await aStoreWithKey(api.admin);
    const b = await aStoreWithKey(api.admin);
    const missing = randomUUID();
    const plain = (text: string, id: string) =>
      text.replaceAll(id, '<id>').replace(/"correlation_id":"[^"]+"/, '');

    const foreign = await b.client.get(`/api/v1/stores/${a.storeId}`);
    const none = await b.client.get(`/api/v1/stores/${missing}`);

    expect(foreign.status).toBe(404);
    expect(plain(foreign.text, a.storeId)).toBe(plain(none.text, missing));
  });

  it('erases a store with a receipt', async () => {
    const { storeId, client } = await aStoreWithKey(api.admin);

    const receipt = await api.admin.call('DELETE', `/api/v1/stores/${storeId}`);
    const again = await api.admin.call('DELETE', `/api/v1/stores/${storeId}`);

    expect(receipt.status).toBe(200);
    expect(receipt.body).toMatchObject({ store_id: storeId, tables: { stores: 1, api_keys: 1 } });
    expect(again.status).toBe(404);
    await waitFor(async () => (await client.get(`/api/v1/stores/${storeId}`)).status === 401);
  });
});

describe('keys', () => {
  it.each([
    ['no key', undefined, 'TENANCY_KEY_MISSING'],
    ['an unknown key', 'sh_store_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5', 'TENANCY_KEY_REFUSED'],
    ['no key at all', 'null', 'TENANCY_KEY_REFUSED'],
  ])('refuses %s', async (_name, key, code) => {
    const answer = await api.admin.as(key).get('/api/v1/stores');

    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ code });
  });

  it('keeps the operator’s routes from a store’s key', async () => {
    const { client, storeId } = await aStoreWithKey(api.admin);

    const answers = await Promise.all([
      client.post('/api/v1/stores', { name: 'x' }),
      client.get('/api/v1/stores'),
      client.call('DELETE', `/api/v1/stores/${storeId}`),
      client.post(`/api/v1/stores/${storeId}/keys`, { kind: 'store' }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });
});
