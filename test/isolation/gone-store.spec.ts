import { KeyDirectory, PlatformRepository, StoreDirectory } from '@app/tenancy';

import type { ApiClient } from '../e2e/api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../e2e/running-api.js';
import { callAs, hasStore, operationsOf } from './called-routes.js';
import { rowsOf } from './rows-of.js';

let api: RunningApi;
let storeId: string;
let client: ApiClient;

/** The moment for which its key and the store itself are still remembered does not end. */
beforeAll(async () => {
  api = await startApi();
  ({ storeId, client } = await aStoreWithKey(api.admin));
  const keys = api.app.get(KeyDirectory, { strict: false });
  const known = await keys.find(String(client.key));
  jest.spyOn(keys, 'find').mockResolvedValue(known);
  jest.spyOn(api.app.get(StoreDirectory, { strict: false }), 'exists').mockResolvedValue(true);
  const { status } = await api.admin.call('DELETE', `/api/v1/stores/${storeId}`);
  expect(status).toBe(200);
});
afterAll(() => api.stop());

describe('a store that is erased while it is asked', () => {
  it.each(operationsOf('store'))('looks missing or empty to its key: $name', async (operation) => {
    const answer = await callAs(client, operation, { store_id: storeId });

    expect(answer.status).toBeLessThan(500);
  });

  it.each(operationsOf('operator').filter(hasStore))(
    'looks missing or empty to the operator: $name',
    async (operation) => {
      const answer = await callAs(api.admin, operation, { store_id: storeId });

      expect(answer.status).toBeLessThan(500);
    },
  );

  it('is written to by none of them', async () => {
    const rows = await rowsOf(api.app.get(PlatformRepository, { strict: false }), storeId);

    expect(rows.split('\n').filter((line) => !/: 0 ?$/.test(line))).toEqual([]);
  });
});
