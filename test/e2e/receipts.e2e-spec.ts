import { createHash } from 'node:crypto';

import { ANSWER_PROMPT_VERSION } from '@app/agent';
import type { INestApplicationContext } from '@nestjs/common';

import type { FixtureSite } from '../support/fixture-site.js';
import { OpenAiStub } from '../support/openai-stub.js';
import { waitFor } from '../support/wait-for.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingest, startShop, startWorker } from './running-worker.js';

const content = 'How do I wash the feathercloud pillow?';
const answer = 'Wash the feathercloud pillow at 40 °C on a gentle cycle and dry it flat. [1]';

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let model: OpenAiStub;
let client: ApiClient;
let storeId: string;

beforeAll(async () => {
  site = await startShop();
  model = await OpenAiStub.start();
  api = await startApi({
    CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
    OPENAI_BASE_URL: model.baseUrl,
    CHAT_MODEL: 'stub',
    CHAT_PRICES: 'other=9/9,stub=0.15/0.60',
    CHAT_PRICE_VERSION: '2026-01',
  });
  worker = await startWorker(site);
  ({ client, storeId } = await aStoreWithKey(api.admin));
  await ingest(client, storeId, site.origin);
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await model.stop();
  await site.stop();
});

/** Asks in a new conversation; returns the paths of conversation and answer. */
async function anAnswer() {
  model.forget().next({ text: answer });
  const { body } = await client.post('/api/v1/conversations', {});
  const conversation = `/api/v1/conversations/${String(body['id'])}`;
  const message = await client.post(`${conversation}/messages`, { content });
  return { conversation, path: `${conversation}/messages/${String(message.body['id'])}` };
}

describe('the receipt of an answer', () => {
  it('shows what it was made from, by what, and what was checked', async () => {
    const { path } = await anAnswer();

    const { status, body } = await client.get(`${path}/receipt`);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      release: { number: 1, id: expect.any(String) },
      query: { text: content, is_rewritten: false, carried_words: [] },
      evidence: { floor: 0.04, is_borne: true },
      prompts: [ANSWER_PROMPT_VERSION],
      model: { name: 'stub', parameters: { temperature: 0, max_output_tokens: 900 } },
      verdicts: [{ sentence: answer, is_shown: true, reason: null, passages: [1] }],
      tokens: { input: 120, output: 30, is_estimated: false },
      cost: { amount: 0.000036, currency: 'USD', price_version: '2026-01' },
      cost_gap: null,
      timings: { first_token_ms: expect.any(Number), total_ms: expect.any(Number) },
    });
    const [passage] = body['passages'] as unknown as { text: string; text_sha256: string }[];
    expect(passage).toMatchObject({ is_cited: true, url: `${site.origin}/care`, lexical_rank: 1 });
    expect(passage?.text_sha256).toBe(
      createHash('sha256').update(String(passage?.text)).digest('hex'),
    );
  });

  it('is open to the admin key with the store’s name, and to no widget', async () => {
    const { path } = await anAnswer();
    const { body } = await api.admin.post(`/api/v1/stores/${storeId}/keys`, {
      kind: 'widget',
      allowed_origins: ['https://shop.example'],
    });
    const widget = api.admin.as(String(body['key']));

    expect((await api.admin.get(`${path}/receipt?store_id=${storeId}`)).status).toBe(200);
    for (const call of [widget.get(`${path}/receipt`), widget.post(`${path}/replay`, {})]) {
      expect(await call).toMatchObject({ status: 403 });
    }
  });

  it('is another store’s nothing, and gone with the conversation', async () => {
    const { conversation, path } = await anAnswer();
    const other = await aStoreWithKey(api.admin);
    const missing = { status: 404, body: { code: 'AGENT_MESSAGE_NOT_FOUND' } };

    expect(await other.client.get(`${path}/receipt`)).toMatchObject(missing);
    expect(await other.client.post(`${path}/replay`, {})).toMatchObject(missing);
    await client.call('DELETE', conversation);

    expect(await client.get(`${path}/receipt`)).toMatchObject(missing);
  });

  it('is none of the shopper’s messages', async () => {
    const { conversation } = await anAnswer();
    const { body } = await client.get(`${conversation}/messages`);
    const [question] = body['items'] as unknown as { id: string }[];
    const path = `${conversation}/messages/${question?.id}`;

    expect((await client.get(`${path}/receipt`)).body).toMatchObject({
      code: 'AGENT_RECEIPT_NOT_FOUND',
    });
    expect(await client.post(`${path}/replay`, {})).toMatchObject({
      status: 409,
      body: { code: 'AGENT_MESSAGE_NOT_AN_ANSWER' },
    });
  });
});

describe('a replay', () => {
  it('stops the model when its caller leaves', async () => {
    const { path } = await anAnswer();
    const before = model.chats().length;
    model.next({ text: answer, tokenDelayMs: 60_000 });
    const leave = new AbortController();
    const sent = client
      .send('POST', `${path}/replay`, { body: {}, signal: leave.signal })
      .catch((error: Error) => error.name);
    await waitFor(() => model.chats().length > before);

    leave.abort();

    expect(await sent).toBe('AbortError');
    await waitFor(() => model.chats().at(-1)?.isAborted);
  });

  it('says what today’s release makes different, and keeps nothing', async () => {
    const { conversation, path } = await anAnswer();
    site.page('/care', {
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: `<html><head><title>Care instructions</title></head><body><main><h1>Care instructions</h1>
        <h2>Washing</h2><p>Wash the feathercloud pillow at 60 °C on a gentle cycle and dry it flat.</p>
        </main></body></html>`,
    });
    await ingest(client, storeId, site.origin);
    model.next({ text: answer.replace('40', '60') });

    const { status, body } = await client.post(`${path}/replay`, {});
    const list = await client.get(`${conversation}/messages`);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      question: content,
      answer: { content: expect.stringContaining('60 °C'), outcome: 'answered', release: 2 },
      receipt: { release: { number: 2 }, prompts: [ANSWER_PROMPT_VERSION] },
      difference: {
        is_same: false,
        outcome: null,
        release: { before: 1, after: 2 },
        model: null,
        prompts: null,
        content: { diff: { text: expect.stringMatching(/-.*40 °C[\s\S]*\+.*60 °C/) } },
        passages: {
          changed: [{ before: { url: `${site.origin}/care` }, diff: { is_cut: false } }],
        },
      },
    });
    expect(list.body['items']).toHaveLength(2);
  });
});
