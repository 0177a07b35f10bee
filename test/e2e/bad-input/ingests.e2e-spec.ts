import type { INestApplicationContext } from '@nestjs/common';

import { FixtureSite } from '../../support/fixture-site.js';
import type { Answer, ApiClient } from '../api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { ingestEnd, startWorker } from '../running-worker.js';
import { fieldsOf, problemOf } from './problem.js';

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let client: ApiClient;
let storeId: string;

beforeAll(async () => {
  site = await FixtureSite.start();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
  worker = await startWorker(site);
});
beforeEach(async () => {
  ({ client, storeId } = await aStoreWithKey(api.admin));
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await site.stop();
});

const start = (body: unknown, headers?: Record<string, string>) =>
  client.post('/api/v1/knowledge-base/ingest', body, { headers });
const statusOf = async () =>
  (await client.get(`/api/v1/knowledge-base/${storeId}/status`)).body as Record<string, unknown>;

describe('the address of an ingest', () => {
  it.each([
    ['ftp://shop.example/', 'not an http or https address'],
    ['javascript:alert(1)', 'not an http or https address'],
    ['file:///etc/passwd', 'not an http or https address'],
    ['data:text/html,x', 'not an http or https address'],
    ['not a url', 'not a complete URL'],
    ['//shop.example', 'not a complete URL'],
    ['shop.example', 'not a complete URL'],
    ['http://shop.example:99999/', 'not a complete URL'],
    ['https://user:secret@shop.example.com/', 'user name or password'],
    ['https://user@shop.example.com/', 'user name or password'],
    ['http://127.0.0.1/', 'private or reserved'],
    ['http://2130706433/', 'private or reserved'],
    ['http://0x7f.1/', 'private or reserved'],
    ['http://0/', 'private or reserved'],
    ['http://10.0.0.1/', 'private or reserved'],
    ['http://169.254.169.254/latest/meta-data', 'private or reserved'],
    ['http://[::1]/', 'private or reserved'],
    ['http://[::ffff:10.0.0.1]/', 'private or reserved'],
    ['http://[64:ff9b::a00:1]/', 'private or reserved'],
    ['http://localhost/', 'not on the public internet'],
    ['http://printer.local/', 'not on the public internet'],
    ['https://93.184.216.34:22/', 'only 80 and 443'],
    [`https://shop.example.com/${'a'.repeat(2_000)}`, 'longer than 2000 characters'],
  ])('is refused by name and with a reason: %s', async (url, reason) => {
    const answer = await start({ url });

    expect(problemOf(answer)).toMatchObject({ status: 422, code: 'KNOWLEDGE_URL_REFUSED' });
    expect(fieldsOf(answer)).toEqual(['url']);
    expect(problemOf(answer).detail).toContain(reason);
    expect(problemOf(answer).detail).toContain('Give the http or https address');
    expect(answer.text).not.toContain('secret');
    expect(await statusOf()).toMatchObject({ status: 'empty', last_ingest: null });
  });

  it.each([[undefined], [null], [42], [[]], [{}], [''], [' ']])('must be text: %j', async (url) => {
    const answer = await start({ url });

    expect(problemOf(answer)).toMatchObject({ status: 422, code: 'INPUT_INVALID' });
    expect(fieldsOf(answer)).toEqual(['url']);
  });
});

describe('the size of an ingest', () => {
  it.each([
    ['0', 'at least 1'],
    ['-1', 'at least 1'],
    ['50001', 'at most 50000'],
    ['1000000000', 'at most 50000'],
    ['1e300', 'a smaller number'],
    ['1e400', 'Must be'],
    ['1.5', 'a whole number'],
    ['"200"', 'a number, not text'],
    ['""', 'a number, not text'],
    ['null', 'a number, not null'],
    ['true', 'a number, not true or false'],
    ['[200]', 'a number, not a list'],
  ])('is a number of pages, which this is not: %s', async (maxPages, message) => {
    const answer = await start(`{"url":"${site.origin}","max_pages":${maxPages}}`);

    expect(problemOf(answer)).toMatchObject({ status: 422, code: 'INPUT_INVALID' });
    expect(fieldsOf(answer)).toEqual(['max_pages']);
    expect(problemOf(answer).detail).toContain(message);
  });

  it('has no other fields', async () => {
    expect(fieldsOf(await start({ url: site.origin, maxPages: 3 }))).toEqual(['maxPages']);
  });
});

describe('the store of an ingest', () => {
  it('must be named by an admin key, and by a UUID', async () => {
    const asAdmin = (store_id?: unknown) =>
      api.admin.post('/api/v1/knowledge-base/ingest', { url: site.origin, store_id });

    expect(problemOf(await asAdmin()).code).toBe('TENANCY_STORE_ID_REQUIRED');
    for (const odd of ['shop', '', 7, {}, `${storeId}\0`]) {
      expect(problemOf(await asAdmin(odd)).code).toBe('TENANCY_STORE_ID_MALFORMED');
    }
  });
});

describe('a second ingest while one runs', () => {
  const body = () => ({ url: `${site.origin}/slow` });
  const key = { 'idempotency-key': 'nightly-1' };
  const idOf = ({ body: { ingest_id } }: Answer) => String(ingest_id);

  beforeEach(() => void site.slow('/slow', 1_500));
  afterEach(async () => {
    const { last_ingest } = (await statusOf()) as { last_ingest: { ingest_id: string } };
    await client.post(`/api/v1/knowledge-base/${storeId}/ingests/${last_ingest.ingest_id}/cancel`);
  });

  it('is refused with the id of the first, however it is asked for', async () => {
    const first = await start(body(), key);
    const running = `/api/v1/knowledge-base/${storeId}`;

    const refused = [
      await start(body()),
      await start(body(), { 'idempotency-key': 'nightly-2' }),
      await client.post(`${running}/reindex`),
      await client.post(`${running}/ingests/${idOf(first)}/retry`),
      await client.post(`${running}/ingests/${idOf(first)}/resume`),
    ];

    expect(first.status).toBe(202);
    for (const answer of refused) {
      expect(problemOf(answer)).toMatchObject({
        status: 409,
        code: 'KNOWLEDGE_INGEST_RUNNING',
        detail: expect.stringContaining('wait until it ends or cancel it'),
        details: { ingest_id: idOf(first) },
      });
    }
  });

  it('is joined with the key of the first, even after that has ended', async () => {
    const first = await start(body(), key);
    const joined = await start(body(), key);
    await ingestEnd(client, storeId, idOf(first));
    const later = await start({ ...body(), max_pages: 200 }, key);

    expect([joined.status, later.status]).toEqual([202, 202]);
    expect([idOf(joined), idOf(later)]).toEqual([idOf(first), idOf(first)]);
  });

  it('cannot take the key of another request', async () => {
    const first = await start(body(), key);

    for (const other of [{ ...body(), max_pages: 7 }, { url: site.origin }]) {
      expect(problemOf(await start(other, key))).toMatchObject({
        status: 409,
        code: 'KNOWLEDGE_IDEMPOTENCY_KEY_REUSED',
        detail: expect.stringContaining('use a new key'),
        details: { ingest_id: idOf(first) },
      });
    }
  });

  it('is one ingest for twenty requests at once with one key', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => start(body(), key)));

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    expect(new Set(answers.map(idOf)).size).toBe(1);
  });

  it('is one ingest for twenty requests at once without a key, and nineteen refusals that name it', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => start(body())));

    const started = answers.filter(({ status }) => status === 202);
    const refused = answers.filter(({ status }) => status !== 202);
    expect(started).toHaveLength(1);
    expect(refused.map((answer) => problemOf(answer).details)).toEqual(
      refused.map(() => ({ ingest_id: idOf(started[0] as Answer) })),
    );
  });

  it.each(['', 'with space', 'x'.repeat(201), 'é', '\u200f'.normalize()])(
    'has a key that a header can carry: "%s"',
    async (odd) => {
      await start(body());
      const bytes = Buffer.from(odd).toString('latin1');

      const answer = await start(body(), { 'idempotency-key': bytes });

      expect(problemOf(answer)).toMatchObject({
        status: 422,
        errors: [{ in: 'header', field: 'Idempotency-Key' }],
      });
    },
  );
});

describe('an ingest that was cancelled', () => {
  it('is resumed until it is live, and no more then', async () => {
    site.slow('/slow', 1_500, '<title>Slow</title><p>It takes its time.</p>');
    const { body } = await start({ url: `${site.origin}/slow` });
    const path = `/api/v1/knowledge-base/${storeId}/ingests/${String(body['ingest_id'])}`;
    await client.post(`${path}/cancel`);

    const resumed = await client.post(`${path}/resume`);
    const ended = await ingestEnd(client, storeId, String(body['ingest_id']));
    const again = await client.post(`${path}/resume`);

    expect(resumed).toMatchObject({ status: 202, body: { ingest_id: body['ingest_id'] } });
    expect(ended).toMatchObject({ status: 'live', error: null, pages: { indexed: 1 } });
    expect(problemOf(again)).toMatchObject({
      status: 409,
      code: 'KNOWLEDGE_INGEST_NOT_RESUMABLE',
      detail: expect.stringContaining('retry it instead'),
    });
  });
});
