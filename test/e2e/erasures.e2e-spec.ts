import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';

let api: RunningApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Receipt {
  id: string;
  places: { place: string; erased: number; left: number; awaiting_vacuum: number | null }[];
  signature: string;
}

async function erase(storeId: string): Promise<Receipt> {
  const { body } = await api.admin.call('DELETE', `/api/v1/stores/${storeId}`);
  return body['erasure'] as unknown as Receipt;
}

const verify = (receipt: object) => api.admin.post('/api/v1/erasures/verify', { receipt });

describe('receipts of erasures', () => {
  it('tell of each place what was erased and what is left, and can be had again', async () => {
    const { storeId } = await aStoreWithKey(api.admin);

    const receipt = await erase(storeId);
    const again = await api.admin.get(`/api/v1/erasures/${receipt.id}`);
    const list = await api.admin.get('/api/v1/erasures?limit=1');

    expect(receipt).toMatchObject({ kind: 'store', store_id: storeId, shopper_hash: null });
    expect(receipt.places).toEqual(
      expect.arrayContaining([
        { place: 'table/api_keys', erased: 1, left: 0, awaiting_vacuum: 0 },
        { place: 'table/stores', erased: 1, left: 0, awaiting_vacuum: 0 },
        { place: 'queue/crawl', erased: 0, left: 0, awaiting_vacuum: null },
        { place: 'counters', erased: expect.any(Number), left: 0, awaiting_vacuum: null },
      ]),
    );
    expect(again.body).toEqual(receipt);
    expect(list.body['items']).toEqual([receipt]);
  });

  it('are verified as they were given out, and refused where they were altered', async () => {
    const receipt = await erase((await aStoreWithKey(api.admin)).storeId);
    const [first, ...others] = receipt.places;

    const verdicts = await Promise.all([
      verify(receipt),
      verify({ ...receipt, places: others }),
      verify({ ...receipt, places: [{ ...first, erased: 99 }, ...others] }),
      verify({ ...receipt, signature: `${receipt.signature.slice(0, -2)}xx` }),
    ]);

    expect(verdicts.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(verdicts.map(({ body }) => body['is_valid'])).toEqual([true, false, false, false]);
  });

  it('are missing under an id that no erasure has', async () => {
    const answer = await api.admin.get('/api/v1/erasures/0b6cbb0e-97f4-4f3f-8f39-0b8d9a3f5d11');

    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: 'TENANCY_ERASURE_NOT_FOUND' });
  });
});
