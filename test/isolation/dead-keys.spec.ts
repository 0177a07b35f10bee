import { CredentialVault, PlatformRepository } from '@app/tenancy';

import { aStoreWithKey, type RunningApi, startApi } from '../e2e/running-api.js';
import { waitFor } from '../support/wait-for.js';

let api: RunningApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** The answer to a key that worked a moment ago, once it is another; each process may still know it for a second. */
async function lastAnswerTo({ client, storeId }: Awaited<ReturnType<typeof aStoreWithKey>>) {
  const ask = () => client.get(`/api/v1/stores/${storeId}`);
  return waitFor(async () => {
    const answer = await ask();
    return answer.status === 200 ? undefined : answer;
  });
}

async function aUsedKey() {
  const store = await aStoreWithKey(api.admin);
  expect((await store.client.get(`/api/v1/stores/${store.storeId}`)).status).toBe(200);
  return store;
}

describe('a key that worked', () => {
  it('opens its own store, however lately that of another was used', async () => {
    const [one, other] = [await aUsedKey(), await aUsedKey()];

    for (const [{ client }, { storeId }] of [
      [one, one],
      [other, other],
      [one, one],
    ] as const) {
      const { body } = await client.get('/api/v1/conversations');
      expect(body['items']).toEqual([]);
      expect((await client.get(`/api/v1/stores/${storeId}`)).body).toMatchObject({ id: storeId });
    }
  });

  it('opens nothing once its store is switched off', async () => {
    const store = await aUsedKey();
    await api.admin.call('PATCH', `/api/v1/stores/${store.storeId}`, {
      body: { is_active: false },
    });

    const { status, body } = await lastAnswerTo(store);

    expect({ status, ...body }).toMatchObject({ status: 403, code: 'TENANCY_STORE_INACTIVE' });
  });

  it('opens nothing once it ran out', async () => {
    const store = await aUsedKey();
    await api.app
      .get(PlatformRepository, { strict: false })
      .rows('UPDATE api_keys SET expires_at = now() WHERE id = $1 RETURNING id', [store.keyId]);

    const { status, body } = await lastAnswerTo(store);

    expect({ status, ...body }).toMatchObject({ status: 401, code: 'TENANCY_KEY_REFUSED' });
  });
});

describe('credentials that were sealed for a store', () => {
  it('open for no other', async () => {
    const vault = api.app.get(CredentialVault, { strict: false });
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()];
    const sealed = vault.seal(one, { token: 'secret of one' });

    expect(vault.open(one, sealed)).toEqual({ token: 'secret of one' });
    expect(() => vault.open(other, sealed)).toThrow();
  });
});
