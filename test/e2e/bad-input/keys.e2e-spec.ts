import { PlatformRepository } from '@app/tenancy';

import { waitFor } from '../../support/wait-for.js';
import type { Answer, ApiClient } from '../api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { problemOf } from './problem.js';

let api: RunningApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const own = (client: ApiClient, storeId: string) => client.get(`/api/v1/stores/${storeId}`);
const withoutId = ({ text }: Answer) => text.replace(/"correlation_id":"[^"]+"/, '');

/** A key of a store of its own, ended in some way. */
async function ended(how: (ids: { storeId: string; keyId: string }) => Promise<unknown>) {
  const { client, storeId, keyId } = await aStoreWithKey(api.admin);
  expect((await own(client, storeId)).status).toBe(200);
  await how({ storeId, keyId });
  // a key is remembered for a second, a store that is gone is missed at once
  return waitFor(async () => {
    const answer = await own(client, storeId);
    return [200, 404].includes(answer.status) ? undefined : answer;
  });
}

describe('a key', () => {
  it('that is unknown, mistyped, revoked, expired or of an erased store gets one and the same answer', async () => {
    const platform = api.app.get(PlatformRepository, { strict: false });
    const { client, storeId } = await aStoreWithKey(api.admin);
    const key = String(client.key);
    const mistyped = key.slice(0, -1) + (key.endsWith('0') ? '1' : '0');

    const answers = [
      await own(client.as('sh_store_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5'), storeId),
      await own(client.as(mistyped), storeId),
      await own(client.as('x'), storeId),
      await own(client.as('k'.repeat(5_000)), storeId),
      await ended((ids) =>
        api.admin.call('DELETE', `/api/v1/stores/${ids.storeId}/keys/${ids.keyId}`),
      ),
      await ended(({ keyId }) =>
        platform.rows(
          `UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1 RETURNING id`,
          [keyId],
        ),
      ),
      await ended((ids) => api.admin.call('DELETE', `/api/v1/stores/${ids.storeId}`)),
    ];

    expect(problemOf(answers[0] as Answer)).toMatchObject({
      status: 401,
      code: 'TENANCY_KEY_REFUSED',
    });
    expect(answers.map(withoutId)).toEqual(answers.map(() => withoutId(answers[0] as Answer)));
    expect(answers.every(({ headers }) => headers.get('www-authenticate') === 'Bearer')).toBe(true);
  });

  it.each(['Basic abc', 'Bearer', 'Bearer ', 'Bearer a b', 'Token x', 'null', ''])(
    'is asked for where the header holds none: "%s"',
    async (authorization) => {
      const answer = await api.admin
        .as(undefined)
        .get('/api/v1/stores', { headers: { authorization } });

      expect(problemOf(answer)).toMatchObject({ status: 401, code: 'TENANCY_KEY_MISSING' });
      expect(problemOf(answer).detail).toContain('Authorization: Bearer');
    },
  );

  it('of a store that is switched off says so, to whoever holds it', async () => {
    const answer = await ended(({ storeId }) =>
      api.admin.call('PATCH', `/api/v1/stores/${storeId}`, { body: { is_active: false } }),
    );

    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'TENANCY_STORE_INACTIVE' });
  });
});
