import type { INestApplicationContext } from '@nestjs/common';

import type { FixtureSite } from '../support/fixture-site.js';
import { OpenAiStub } from '../support/openai-stub.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingest, startShop, startWorker } from './running-worker.js';

const content = 'How do I wash the feathercloud pillow?';
const answer = 'Wash the feathercloud pillow at 40 °C on a gentle cycle and dry it flat. [1]';
const COST = '0.000036';

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let model: OpenAiStub;
let store: { client: ApiClient; storeId: string };
let other: { client: ApiClient; storeId: string };

beforeAll(async () => {
  site = await startShop();
  model = await OpenAiStub.start();
  model.always({ text: answer });
  api = await startApi({
    CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
    OPENAI_BASE_URL: model.baseUrl,
    CHAT_MODEL: 'stub',
    CHAT_PRICES: 'stub=0.15/0.60',
  });
  worker = await startWorker(site);
  [store, other] = [await aStoreWithKey(api.admin), await aStoreWithKey(api.admin)];
  await ingest(store.client, store.storeId, site.origin);
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await model.stop();
  await site.stop();
});

const budgetOf = ({ storeId }: { storeId: string }) => `/api/v1/stores/${storeId}/budget`;
const usageOf = ({ storeId }: { storeId: string }) => `/api/v1/stores/${storeId}/usage`;

async function ask(headers: Record<string, string> = {}) {
  const { body } = await store.client.post('/api/v1/conversations', {});
  const path = `/api/v1/conversations/${String(body['id'])}/messages`;
  return store.client.post(path, { content }, { headers });
}

describe('the usage of a store', () => {
  it('is in each reply, its stream and the completion, and adds up in the report', async () => {
    const whole = await ask();
    expect(whole.body).toMatchObject({
      outcome: 'answered',
      usage: { input_tokens: 120, cost: COST, currency: 'USD', budget_step: 'model' },
    });
    const { text } = await ask({ accept: 'text/event-stream' });
    expect(text).toMatch(new RegExp(`event: usage\ndata: [^\n]*"cost":"${COST}","currency":"USD"`));
    expect(text).toMatch(new RegExp(`event: done\ndata: [^\n]*"cost":"${COST}"`));
    const messages = [{ role: 'user', content }];
    const completion = await store.client.post('/v1/chat/completions', {
      model: 'storehand',
      messages,
    });
    expect(completion.body).toMatchObject({
      usage: { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 },
      storehand: { usage: { cost: COST, currency: 'USD' } },
    });

    const report = await store.client.get(`${usageOf(store)}?group=purpose`);

    expect(report.body).toMatchObject({
      group: 'purpose',
      items: [
        {
          key: 'answer',
          calls: 3,
          estimated_calls: 0,
          unpriced_calls: 0,
          input_tokens: 360,
          output_tokens: 90,
          cost: '0.000108',
          currency: 'USD',
        },
      ],
    });
    const all = await api.admin.get('/api/v1/usage');
    expect(all.body['items']).toContainEqual(
      expect.objectContaining({ key: store.storeId, cost: '0.000108' }),
    );
  });

  it('is a table where that is asked for', async () => {
    const { headers, text } = await store.client.get(`${usageOf(store)}?group=model`, {
      headers: { accept: 'text/csv' },
    });

    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="usage-.+\.csv"$/);
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      'model,calls,estimated_calls,unpriced_calls,input_tokens,output_tokens,cost,currency',
      'stub,3,0,0,360,90,0.000108,USD',
    ]);
  });

  it('is seen by its own key and the operator only', async () => {
    expect((await other.client.get(usageOf(store))).body['code']).toBe('TENANCY_STORE_NOT_FOUND');
    expect((await other.client.get(usageOf(other))).body['items']).toEqual([]);
    const { status, body } = await store.client.get('/api/v1/usage');
    expect([status, body['code']]).toEqual([403, 'TENANCY_KEY_KIND_REFUSED']);
  });

  it.each(['from=2026-02-01&to=2026-01-01', 'from=2020-01-01', 'from=today', 'group=shopper'])(
    'is not told for %s',
    async (query) => {
      const { status, body } = await store.client.get(`${usageOf(store)}?${query}`);
      expect([status, body['code']]).toEqual([422, 'INPUT_INVALID']);
    },
  );
});

describe('the budget of a store', () => {
  it('is put by the operator, read by the store, and holds from the next question on', async () => {
    expect((await store.client.get(budgetOf(store))).body['code']).toBe('TENANCY_BUDGET_NOT_FOUND');
    const body = { day_amount: '0.0001', month_amount: '5', alert_at: [0.9, 0.5, 0.9] };
    const refused = await store.client.call('PUT', budgetOf(store), { body });
    expect(refused.body['code']).toBe('TENANCY_KEY_KIND_REFUSED');

    const put = await api.admin.call('PUT', budgetOf(store), { body });

    expect([put.status, put.body]).toMatchObject([
      200,
      {
        currency: 'USD',
        day_amount: '0.0001',
        day_spent: '0.000108',
        month_amount: '5',
        alert_at: [0.5, 0.9],
        cheaper_at: 0.8,
        when_spent: 'quotes',
        step: 'quotes',
      },
    ]);
    expect((await store.client.get(budgetOf(store))).body).toEqual(put.body);
    expect((await ask()).body).toMatchObject({
      outcome: 'answered',
      content: expect.stringContaining('word for word'),
      usage: { model: null, cost: '0', budget_step: 'quotes' },
    });
    expect((await other.client.get(budgetOf(store))).body['code']).toBe('TENANCY_STORE_NOT_FOUND');

    expect((await api.admin.call('DELETE', budgetOf(store))).status).toBe(204);
    expect((await ask()).body).toMatchObject({ usage: { budget_step: 'model' } });
  });

  it.each([
    [{}, 'TENANCY_BUDGET_WITHOUT_AMOUNT'],
    [{ day_amount: '-1' }, 'INPUT_INVALID'],
    [{ day_amount: '1e3' }, 'INPUT_INVALID'],
    [{ day_amount: 5 }, 'INPUT_INVALID'],
    [{ day_amount: '1', alert_at: [0] }, 'INPUT_INVALID'],
    [{ day_amount: '1', cheaper_at: 2 }, 'INPUT_INVALID'],
    [{ day_amount: '1', when_spent: 'nothing' }, 'INPUT_INVALID'],
  ])('is not %j', async (body, code) => {
    const answered = await api.admin.call('PUT', budgetOf(store), { body });
    expect([answered.status, answered.body['code']]).toEqual([422, code]);
  });
});
