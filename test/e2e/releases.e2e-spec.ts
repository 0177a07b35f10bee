import type { INestApplicationContext } from '@nestjs/common';

import type { FixtureSite } from '../support/fixture-site.js';
import type { ApiClient } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';
import { ingest, startShop, startWorker } from './running-worker.js';

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let client: ApiClient;
let knowledge: string;

const html = (title: string, text: string) =>
  `<title>${title}</title><main><h1>${title}</h1><p>${text}</p><a href="/">Home</a></main>`;
const post = (path: string, body?: unknown) => client.post(`${knowledge}${path}`, body);
const get = (path: string) => client.get(`${knowledge}${path}`);
const search = async (query: string) => {
  const { body } = await post('/search', { query });
  const [first] = body['results'] as unknown as { text: string }[];
  return { release: body['release'], text: first?.text };
};

/** A shop that was read twice; in between, washing got hotter, shipping went and returns came. */
beforeAll(async () => {
  site = await startShop();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
  worker = await startWorker(site);
  const store = await aStoreWithKey(api.admin);
  client = store.client;
  knowledge = `/api/v1/knowledge-base/${store.storeId}`;
  await ingest(client, store.storeId, site.origin);
  site.page('/care', html('Care instructions', 'Wash the feathercloud pillow at 60 °C.'));
  site.page(
    '/shipping',
    '<meta name="robots" content="noindex"><p>Shipping is being rewritten.</p>',
  );
  site.page(
    '/',
    html(
      'Welcome',
      '<a href="/care">Care</a> <a href="/returns">Returns</a> <a href="/shipping">of</a> feathers',
    ),
  );
  site.page('/returns', html('Returns', 'Send it back within 60 days.'));
  await ingest(client, store.storeId, site.origin);
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await site.stop();
});

describe('releases over HTTP', () => {
  it('are listed, the newest first, slice by slice', async () => {
    const list = await get('/releases?limit=1');
    const rest = await get(`/releases?cursor=${String(list.body['next_cursor'])}`);
    const one = await get('/releases/1');

    expect(list.body).toMatchObject({
      items: [
        {
          number: 2,
          status: 'live',
          ingest_id: expect.any(String),
          page_count: 3,
          chunk_count: 3,
          embedding_model: expect.any(String),
          held_for: [],
          published_at: expect.any(String),
        },
      ],
    });
    expect(rest.body).toMatchObject({
      items: [{ number: 1, status: 'superseded' }],
      next_cursor: null,
    });
    expect(one.body).toEqual((rest.body['items'] as unknown as object[])[0]);
  });

  it('are compared page by page, with the differences of their texts', async () => {
    const { body } = await get('/releases/2/diff');
    const items = body['items'] as unknown as { url: string; text_diff: string }[];
    const of = (path: string) => items.find(({ url }) => url === `${site.origin}${path}`);

    expect(body).toMatchObject({ release: 2, against: 1, added: 1, changed: 2, gone: 1 });
    expect(of('/care')).toMatchObject({ change: 'changed', title: 'Care instructions' });
    expect(of('/care')?.text_diff).toContain('\n-Wash the feathercloud pillow at 40 °C');
    expect(of('/care')?.text_diff).toContain('\n+Wash the feathercloud pillow at 60 °C');
    expect(of('/returns')).toMatchObject({ change: 'added', title_before: null });
    expect(of('/returns')?.text_diff).toContain('+Send it back within 60 days.');
    expect(of('/shipping')).toMatchObject({ change: 'gone' });
  });

  it('are compared in any direction, filtered and in slices', async () => {
    const back = await get('/releases/1/diff?against=2&change=gone');
    const first = await get('/releases/2/diff?limit=3');
    const last = await get(`/releases/2/diff?limit=3&cursor=${String(first.body['next_cursor'])}`);

    expect(back.body).toMatchObject({
      release: 1,
      against: 2,
      added: 1,
      gone: 1,
      items: [{ change: 'gone', url: `${site.origin}/returns` }],
    });
    expect(first.body['items']).toHaveLength(3);
    expect(last.body).toMatchObject({ items: [{}], next_cursor: null });
  });

  it('are rolled back, and the next search answers from the earlier one', async () => {
    expect(await search('wash')).toMatchObject({ release: 2, text: expect.stringContaining('60') });

    const rolled = await post('/releases/1/rollback');
    const status = await get('/status');

    expect(rolled.status).toBe(200);
    expect(rolled.body).toMatchObject({ number: 1, status: 'live' });
    expect(await search('wash')).toMatchObject({ release: 1, text: expect.stringContaining('40') });
    expect(status.body).toMatchObject({ status: 'live', live_release: 1 });
    await post('/releases/2/rollback');
    expect((await search('wash')).release).toBe(2);
  });

  it('are refused by name', async () => {
    const refusals = await Promise.all([
      get('/releases/9'),
      get('/releases/zero'),
      get('/releases?cursor=nonsense'),
      get('/releases/2/diff?against=9'),
      get('/releases/2/diff?cursor=nonsense'),
      post('/releases/2/publish', { despite: true }),
      post('/releases/1/publish'),
      post('/releases/9/rollback'),
    ]);

    expect(refusals.map(({ status, body }) => `${status} ${String(body['code'])}`)).toEqual([
      '404 KNOWLEDGE_RELEASE_NOT_FOUND',
      '422 INPUT_INVALID',
      '422 TENANCY_CURSOR_MALFORMED',
      '404 KNOWLEDGE_RELEASE_NOT_FOUND',
      '422 TENANCY_CURSOR_MALFORMED',
      '422 INPUT_INVALID',
      '409 KNOWLEDGE_RELEASE_NOT_HELD',
      '404 KNOWLEDGE_RELEASE_NOT_FOUND',
    ]);
  });
});

describe('check questions over HTTP', () => {
  const create = (body: object) => post('/check-questions', body);

  it('are created, changed, listed and removed', async () => {
    const made = await create({ question: 'Returns?', expected_text: '60 days' });
    const path = `/check-questions/${String(made.body['id'])}`;
    const changed = await client.call('PATCH', `${knowledge}${path}`, {
      body: { expected_url: `${site.origin}/returns`, expected_text: null },
    });
    const list = await get('/check-questions');
    const removed = await client.call('DELETE', `${knowledge}${path}`);

    expect(made.status).toBe(201);
    expect(changed.body).toMatchObject({
      question: 'Returns?',
      expected_url: `${site.origin}/returns`,
      expected_text: null,
    });
    expect(list.body).toMatchObject({ items: [changed.body], next_cursor: null });
    expect(removed.status).toBe(204);
    expect((await get(path)).body).toMatchObject({ code: 'KNOWLEDGE_CHECK_NOT_FOUND' });
  });

  it.each([
    [{ question: '', expected_text: 'x' }, 'INPUT_INVALID'],
    [{ question: 'Returns?', expects: 'x' }, 'INPUT_INVALID'],
    [{ question: ' ', expected_text: 'x' }, 'INPUT_INVALID'],
    [{ question: 'Returns?' }, 'KNOWLEDGE_CHECK_EXPECTS_NOTHING'],
    [{ question: 'Returns?', expected_url: 'https://x.example/' }, 'KNOWLEDGE_CHECK_URL_UNKNOWN'],
  ])('are refused by name: %j', async (body, code) => {
    const { status, body: problem } = await create(body);

    expect([status, problem['code']]).toEqual([422, code]);
  });

  it('hold a release that fails them, which is then published by hand', async () => {
    const { body: check } = await create({
      question: 'How hot may I wash the pillow?',
      expected_url: `${site.origin}/care`,
      expected_text: '60 °C',
    });
    const run = await post('/check-questions/run');
    site.page('/care', html('Care instructions', 'Never wash the feathercloud pillow.'));
    const storeId = String(knowledge.split('/').at(-1));

    const ended = await ingest(client, storeId, site.origin);
    const status = await get('/status');
    const refused = await post('/releases/3/publish');
    const asked = await post('/check-questions/run', { release: 3 });
    const published = await post('/releases/3/publish', { despite_gates: true });

    expect(run.body).toMatchObject({ release: 2, asked: 1, passed: 1, is_enough: true });
    expect(ended).toMatchObject({ status: 'held', error: { code: 'KNOWLEDGE_CHECKS_FAILED' } });
    expect(status.body).toMatchObject({ status: 'held', live_release: 2 });
    expect(refused).toMatchObject({ status: 409, body: { code: 'KNOWLEDGE_RELEASE_GATED' } });
    expect(asked.body).toMatchObject({
      release: 3,
      passed: 0,
      required_share: 1,
      is_enough: false,
      results: [{ check_question_id: check['id'], passed: false, fault: 'text_not_found' }],
    });
    expect(published.body).toMatchObject({
      number: 3,
      status: 'live',
      held_for: [{ code: 'KNOWLEDGE_CHECKS_FAILED', detail: expect.stringContaining('1 of 1') }],
    });
    expect(await search('wash')).toMatchObject({ release: 3 });
  });
});

describe('the release settings of a store', () => {
  it('are checked and kept with the rest of its settings', async () => {
    const { storeId } = await aStoreWithKey(api.admin);
    const change = (settings: object) =>
      api.admin.call('PATCH', `/api/v1/stores/${storeId}`, { body: { settings } });
    const settings = { locale: 'en', releases: { kept: 5, required_check_share: 0.9 } };

    expect((await change(settings)).body).toMatchObject({ settings });
    expect((await change({ releases: { kept: 1 } })).body).toMatchObject({
      code: 'INPUT_INVALID',
      errors: [{ field: 'settings.releases.kept' }],
    });
    expect((await change({ releases: { keep: 5 } })).body).toMatchObject({
      errors: [{ field: 'settings.releases.keep' }],
    });
  });
});
