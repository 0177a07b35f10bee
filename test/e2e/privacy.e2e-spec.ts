import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';

let api: RunningApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const shopper = 'ana@shop.example';

async function aStoreWithShopper() {
  const store = await aStoreWithKey(api.admin);
  const { body } = await store.client.post('/api/v1/conversations', { shopper_id: shopper });
  const conversation = `/api/v1/conversations/${String(body['id'])}`;
  await store.client.post(`${conversation}/messages`, { content: 'Do you sell lavender soap?' });
  return { ...store, conversation };
}

describe("a shopper's data", () => {
  it('is exported and erased with the key of its store, and then missing', async () => {
    const { client, storeId, conversation } = await aStoreWithShopper();
    const path = `/api/v1/stores/${storeId}/shoppers/${encodeURIComponent(shopper)}`;

    const exported = await client.get(`${path}/export`);
    const erased = await client.call('DELETE', path);
    const [after, again, gone] = await Promise.all([
      client.get(`${path}/export`),
      client.call('DELETE', path),
      client.get(conversation),
    ]);

    expect(exported.status).toBe(200);
    expect(exported.body).toMatchObject({
      shopper_id: shopper,
      tables: { messages: [{ content: 'Do you sell lavender soap?' }, { role: 'assistant' }] },
    });
    expect(erased.status).toBe(200);
    expect(erased.body).toMatchObject({ kind: 'shopper', finished_at: expect.any(String) });
    expect(erased.text).not.toContain(shopper);
    expect([after.status, again.status, gone.status]).toEqual([404, 404, 404]);
    const { body } = await api.admin.post('/api/v1/erasures/verify', { receipt: erased.body });
    expect(body).toEqual({ is_valid: true });
  });
});

describe("a store's data", () => {
  it('is exported as JSON lines, the last with the number of rows', async () => {
    const { client, storeId } = await aStoreWithShopper();

    const { status, text, headers } = await client.get(`/api/v1/stores/${storeId}/export`);

    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const rows = lines.filter(({ table }) => table === 'messages');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('application/x-ndjson');
    expect(lines[0]).toMatchObject({ table: 'stores', row: { id: storeId } });
    expect(rows).toHaveLength(2);
    expect(lines.at(-1)).toMatchObject({ end: { tables: { stores: 1, messages: 2 } } });
    expect(text).not.toMatch(/key_hash|"credentials"/);
  });

  it('is not exported with a key that may not read all of it', async () => {
    const { storeId } = await aStoreWithShopper();
    const { body } = await api.admin.post(`/api/v1/stores/${storeId}/keys`, {
      kind: 'store',
      scopes: ['conversations', 'knowledge:read'],
    });

    const answer = await api.admin.as(String(body['key'])).get(`/api/v1/stores/${storeId}/export`);

    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'TENANCY_KEY_SCOPE_REFUSED' });
  });
});

describe('how long things are kept', () => {
  it('is set by the operator for one store, and seen by the store', async () => {
    const { client, storeId } = await aStoreWithKey(api.admin);
    const path = `/api/v1/stores/${storeId}/retention`;

    const usual = await client.get(path);
    const put = await api.admin.call('PUT', path, { body: { conversation_days: 30 } });
    const refused = await api.admin.call('PUT', path, { body: { usage_days: 31 } });
    const seen = await client.get(path);

    expect(usual.body).toEqual({ conversation_days: 400, receipt_days: 400, usage_days: 400 });
    expect([put.status, put.body]).toEqual([200, { ...usual.body, conversation_days: 30 }]);
    expect([refused.status, refused.body['code']]).toEqual([422, 'INPUT_INVALID']);
    expect(refused.text).toContain('usage_days');
    expect(seen.body).toEqual(put.body);
  });
});
