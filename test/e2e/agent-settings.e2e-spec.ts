import { OpenAiStub } from '../support/openai-stub.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';

const KEY = 'sk-a-secret-of-the-store-x7Qa';

let api: RunningApi;
let stub: OpenAiStub;
let client: ApiClient;
let path: string;

beforeAll(async () => {
  stub = await OpenAiStub.start();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: new URL(stub.baseUrl).host });
});
beforeEach(async () => {
  const store = await aStoreWithKey(api.admin);
  ({ client } = store);
  path = `/api/v1/stores/${store.storeId}/agent-settings`;
});
afterAll(async () => {
  await api.stop();
  await stub.stop();
});

const put = (body: object, caller = client) => caller.call('PUT', path, { body });
const own = () => ({ use: 'own', base_url: stub.baseUrl, name: 'of-the-store', api_key: KEY });

describe("a store's agent settings", () => {
  it('are the defaults before anything is set', async () => {
    const { status, body } = await client.get(path);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: 0,
      created_at: null,
      model: { use: 'default', api_key: { is_set: false, last4: null } },
      language: null,
      rules: [],
      refusal: null,
      max_ages: { prices_hours: 24, policies_hours: 168, others_hours: 0 },
      judge: 'off',
      handoff_when: 'asked',
    });
  });

  it('say how old a page may be, each by itself', async () => {
    const { body } = await put({
      judge: 'model',
      handoff_when: 'unanswered',
      max_ages: { prices_hours: 2, others_hours: 48 },
    });

    expect(body).toMatchObject({
      version: 1,
      judge: 'model',
      handoff_when: 'unanswered',
      max_ages: { prices_hours: 2, policies_hours: 168, others_hours: 48 },
    });
    expect((await put({})).body).toMatchObject({ max_ages: { prices_hours: 24, others_hours: 0 } });
  });

  it('are changed, listed and restored, and never show the key', async () => {
    const rules = [{ name: 'No stock', kind: 'never_promise', topic: 'stock' }];
    const first = await put({ model: own(), rules, note: 'first', version: 0 });
    const second = await put({ refusal: 'Please write to us.' }, api.admin);
    const restored = await client.post(`${path}/versions/1/restore`);
    const list = await client.get(`${path}/versions?limit=2`);
    const next = await client.get(`${path}/versions?cursor=${list.body['next_cursor']}`);

    expect(first).toMatchObject({ status: 200 });
    expect(first.body).toMatchObject({
      version: 1,
      note: 'first',
      rules,
      model: { use: 'own', name: 'of-the-store', api_key: { is_set: true, last4: 'x7Qa' } },
    });
    expect(second.body).toMatchObject({ version: 2, model: { use: 'default' } });
    expect(restored.body).toMatchObject({
      version: 3,
      rules,
      model: { api_key: { is_set: true } },
    });
    expect(list.body['items']).toMatchObject([{ version: 3 }, { version: 2 }]);
    expect(next.body['items']).toMatchObject([{ version: 1 }]);
    for (const { text } of [first, second, restored, list, next, await client.get(path)])
      expect(text).not.toContain(KEY);
  });

  it.each<[number, string, object]>([
    [409, 'AGENT_SETTINGS_CHANGED', { version: 7 }],
    [422, 'AGENT_SETTING_REFUSED', { refusal: 'We answer within 24 hours.' }],
    [422, 'AGENT_SETTING_REFUSED', { language: 'klingonese-x' }],
    [
      422,
      'AGENT_MODEL_URL_REFUSED',
      { model: { use: 'own', base_url: 'http://10.0.0.1/v1', name: 'x' } },
    ],
    [422, 'INPUT_INVALID', { model: { use: 'own', name: 'x' } }],
    [422, 'INPUT_INVALID', { rules: [{ name: 'x', kind: 'never_promise', topic: 'weather' }] }],
    [422, 'INPUT_INVALID', { model: { use: 'own', name: 'x', base_url: 'x', api_key: 'a b' } }],
    [422, 'INPUT_INVALID', { colour: 'red' }],
    [422, 'INPUT_INVALID', { max_ages: { prices_hours: -1 } }],
    [422, 'INPUT_INVALID', { max_ages: { prices_hours: 0.5 } }],
    [422, 'INPUT_INVALID', { max_ages: { policies_hours: 8_761 } }],
    [422, 'INPUT_INVALID', { max_ages: { hours: 3 } }],
    [422, 'INPUT_INVALID', { judge: 'jury' }],
    [422, 'INPUT_INVALID', { handoff_when: 'never' }],
  ])('answer %i %s to %j and stay as they were', async (status, code, body) => {
    const answer = await put(body);

    expect(answer).toMatchObject({ status, body: { code } });
    expect((await client.get(path)).body).toMatchObject({ version: 0 });
  });

  it('answer 404 to a version that never was', async () => {
    expect(await client.post(`${path}/versions/4/restore`)).toMatchObject({
      status: 404,
      body: { code: 'AGENT_SETTINGS_VERSION_NOT_FOUND' },
    });
  });

  it('hold for the next question', async () => {
    await put({ refusal: 'Please write to us.', greeting: 'Ahoy!' });
    const { body } = await client.post('/api/v1/conversations', {});
    const messages = `/api/v1/conversations/${String(body['id'])}/messages`;

    const refused = await client.post(messages, { content: 'Who won the world cup?' });
    const greeted = await client.post(messages, { content: 'Hello!' });

    expect(refused.body).toMatchObject({ outcome: 'abstained', content: 'Please write to us.' });
    expect(greeted.body).toMatchObject({ outcome: 'small_talk', content: 'Ahoy!' });
  });

  it('are tried without being saved', async () => {
    stub.next({ text: 'ready' });
    const question = 'How do I wash it?';

    const good = await client.post(`${path}/try`, { question, settings: { model: own() } });
    stub.next({ status: 401 });
    const bad = await client.post(`${path}/try`, { question, settings: { model: own() } });

    expect(good).toMatchObject({ status: 200 });
    expect(good.body).toMatchObject({
      model: { verdict: 'ok', name: 'of-the-store', took_ms: expect.any(Number) },
      answer: { outcome: 'abstained', citations: [] },
    });
    expect(bad.body).toMatchObject({ model: { verdict: 'key_rejected' }, answer: null });
    expect((await client.get(path)).body).toMatchObject({ version: 0 });
  });
});
