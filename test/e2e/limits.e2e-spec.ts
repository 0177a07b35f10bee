import type { Answer, ApiClient } from './api-client.js';
import { formOf } from './api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';

/** Two processes as far as limits go: each holds its own part of a bucket. */
let apis: [RunningApi, RunningApi];
/** Makes stores and sets their limits. */
let operators: RunningApi;
let admin: ApiClient;

beforeAll(async () => {
  const env = {
    RATE_LIMIT_PER_MINUTE: '300',
    RATE_LIMIT_PER_ADDRESS: '100000',
    CRAWL_ALLOWED_PRIVATE_HOSTS: '127.0.0.1:9',
  };
  apis = [await startApi(env), await startApi(env)];
  // the operator has one bucket, from which other files took in the same minute
  operators = await startApi({ ...env, RATE_LIMIT_PER_MINUTE: '1000000' });
  admin = operators.admin;
});
afterAll(async () => {
  for (const api of [...apis, operators]) await api.stop();
});

interface Own {
  storeId: string;
  client: ApiClient;
  path: string;
}

/** A store with limits of its own; the operator's key has limits, too, so that not many are made. */
async function aStore(limits: Record<string, number> = {}): Promise<Own> {
  const { storeId, client } = await aStoreWithKey(admin);
  const path = `/api/v1/stores/${storeId}`;
  const put = await admin.call('PUT', `${path}/limits`, { body: limits });
  expect(put.status).toBe(200);
  return { storeId, client, path };
}

/** Sends so many requests, in turn to both processes, ten at a time. */
async function send(times: number, one: (api: RunningApi) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let i = 0; i < times; i += 10) {
    const some = Array.from({ length: 10 }, (_, k) => one(apis[k % 2] as RunningApi));
    answers.push(...(await Promise.all(some)));
  }
  return answers;
}
const throughOf = (answers: Answer[]) => answers.filter(({ status }) => status === 200).length;
const refusalOf = (answers: Answer[]) => answers.find(({ status }) => status === 429) as Answer;
const usedOf = async ({ client, path }: Own, name: string) => {
  const { body } = await client.get(`${path}/limits`);
  const items = body['items'] as unknown as { name: string; used: number; value: number }[];
  return items.find((item) => item.name === name);
};

describe('a limit of requests', () => {
  it('holds over two processes within a twentieth, never above, and names the key', async () => {
    const { client, path } = await aStore();

    const answers = await send(400, ({ admin: at }) => at.as(client.key).get(path));

    expect(throughOf(answers)).toBeLessThanOrEqual(300);
    expect(throughOf(answers)).toBeGreaterThanOrEqual(285);
    const refused = refusalOf(answers);
    expect(refused.body).toMatchObject({
      code: 'RATE_LIMITED',
      details: { bucket: 'key', limit: 300, window_seconds: 60 },
    });
    expect(refused.headers.get('ratelimit-policy')).toBe('300;w=60;name="key"');
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('retry-after')).toBe(refused.headers.get('ratelimit-reset'));
  });

  it('of a store counts all its keys together, and nobody else', async () => {
    const own = await aStore({ requests_per_minute: 100 });
    const other = await aStore();
    const second = await admin.post(`${own.path}/keys`, { kind: 'store' });
    const keys = [String(own.client.key), String(second.body['key'])];
    let turn = 0;

    const answers = await send(160, ({ admin: at }) => at.as(keys[(turn++ % 3) % 2]).get(own.path));

    expect(throughOf(answers)).toBeLessThanOrEqual(100);
    expect(throughOf(answers)).toBeGreaterThanOrEqual(95);
    expect(refusalOf(answers).body).toMatchObject({ details: { bucket: 'requests_per_minute' } });
    expect((await other.client.get(other.path)).status).toBe(200);
    // the operator can still look and raise it
    expect((await admin.get(own.path)).status).toBe(200);
  });

  it('of a key that is reached takes nothing from its store', async () => {
    const own = await aStore({ requests_per_minute: 400 });
    const second = await admin.post(`${own.path}/keys`, { kind: 'store' });

    await send(400, ({ admin: at }) => at.as(own.client.key).get(own.path));

    const { body, status } = await admin.as(String(second.body['key'])).get(`${own.path}/limits`);
    const items = body['items'] as unknown as { name: string; used: number }[];
    const { used } = items.find(({ name }) => name === 'requests_per_minute') ?? { used: 0 };
    expect(status).toBe(200);
    // 300 of the first key, one of the second, and what both processes hold ready
    expect(used).toBeGreaterThanOrEqual(285);
    expect(used).toBeLessThanOrEqual(310);
  });

  it('of an address comes before the key, and no forwarded address gets round it', async () => {
    const own = await aStore({ requests_per_minute: 90 });
    const few = await startApi({ RATE_LIMIT_PER_ADDRESS: '20' });
    try {
      const from = (i: number) => ({ headers: { 'x-forwarded-for': `203.0.113.${i}` } });
      // an address counts for itself: the two other processes have taken from the same bucket
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, i) => few.admin.as(own.client.key).get(own.path, from(i))),
      );

      expect(throughOf(answers)).toBeLessThanOrEqual(20);
      expect(refusalOf(answers).body).toMatchObject({ details: { bucket: 'address', limit: 20 } });
      expect((await usedOf(own, 'requests_per_minute'))?.used).toBeLessThanOrEqual(24);
    } finally {
      await few.stop();
    }
  });

  it('believes a forwarded address where a proxy is named', async () => {
    const behind = await startApi({ RATE_LIMIT_PER_ADDRESS: '1', TRUST_PROXY: '127.0.0.1' });
    try {
      const net = Math.floor(Math.random() * 200);
      const from = (address: string) =>
        behind.admin.as(undefined).get('/api/v1/stores', {
          headers: { 'x-forwarded-for': address },
        });

      expect((await from(`198.18.${net}.1`)).status).toBe(401);
      expect((await from(`198.18.${net}.1`)).status).toBe(429);
      expect((await from(`198.18.${net}.2`)).status).toBe(401);
      // only the last hop is the proxy's word, what a client wrote before it is not
      expect((await from(`203.0.113.9, 198.18.${net}.2`)).status).toBe(429);
    } finally {
      await behind.stop();
    }
  });

  it('of an address counts the documentation, too', async () => {
    const behind = await startApi({ RATE_LIMIT_PER_ADDRESS: '2', TRUST_PROXY: '127.0.0.1' });
    try {
      const net = Math.floor(Math.random() * 200);
      const ask = (path: string, host: number) =>
        behind.admin.as(undefined).get(path, {
          headers: { 'x-forwarded-for': `198.19.${net}.${host}` },
        });
      const page = ['/docs', '/docs/swagger-ui.css'];

      for (const [host, path] of ['/openapi.json', ...page].entries()) {
        const first = await ask(path, host);
        await ask('/openapi.json', host);
        const third = await ask(path, host);

        expect([path, first.status, first.headers.get('ratelimit-limit')]).toEqual([
          path,
          200,
          '2',
        ]);
        expect(third.body).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
        expect(third.body).toMatchObject({ details: { bucket: 'address', limit: 2 } });
        expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
      }
      expect((await ask('/docs', 9)).text).toContain('Storehand API');
      expect((await ask('/openapi.json', 9)).body).toMatchObject({ openapi: '3.1.1' });
    } finally {
      await behind.stop();
    }
  });

  it('of conversations and answers is the store’s, whoever asks', async () => {
    const own = await aStore({ conversations_per_day: 2, answers_per_minute: 1 });
    const start = () => own.client.post('/api/v1/conversations', {});
    const [first, , third] = [await start(), await start(), await start()];
    const messages = `/api/v1/conversations/${String(first.body['id'])}/messages`;
    await own.client.post(messages, { content: 'Is it soft?' });

    const again = await admin.post(`${messages}?store_id=${own.storeId}`, { content: 'Is it?' });

    expect(third.body).toMatchObject({ details: { bucket: 'conversations_per_day', limit: 2 } });
    expect(again.body).toMatchObject({ details: { bucket: 'answers_per_minute', limit: 1 } });
    expect(await usedOf(own, 'conversations_per_day')).toMatchObject({ value: 2, used: 2 });
  });
});

describe('a cap', () => {
  const none = { snippets: 1, sources: 2, keys: 1, storage_bytes: 40, pages: 10 };
  let own: Own;
  let knowledge: string;

  beforeAll(async () => {
    own = await aStore(none);
    knowledge = `/api/v1/knowledge-base/${own.storeId}`;
  });

  const reached = (name: string, fields: object = {}) => ({
    status: 409,
    code: 'TENANCY_LIMIT_REACHED',
    detail: expect.stringContaining(`"${name}"`),
    details: { limit: name, value: expect.any(Number), used: expect.any(Number), ...fields },
  });

  it('on snippets refuses one more', async () => {
    const snippet = { question: 'Is it soft?', answer: 'Yes.' };
    const first = await own.client.post(`${knowledge}/snippets`, snippet);

    const second = await own.client.post(`${knowledge}/snippets`, snippet);

    expect(first.status).toBe(202);
    expect(second.body).toMatchObject(reached('snippets', { value: 1, used: 1 }));
    expect(await usedOf(own, 'snippets')).toMatchObject({ value: 1, used: 1 });
  });

  it('refuses no change of what is there, also once it was lowered below that', async () => {
    const { items } = (await own.client.get(`${knowledge}/snippets`)).body as unknown as {
      items: { id: string }[];
    };
    const path = `${knowledge}/snippets/${String(items[0]?.id)}`;
    const given = await admin.call('PUT', `/api/v1/stores/${own.storeId}/limits`, {
      body: { ...none, pages: 0, snippets: 0, waiting_ingests: 0 },
    });

    const changed = await own.client.call('PUT', path, {
      body: { question: 'Is it soft?', answer: 'Very.' },
    });

    expect([given.status, changed.status]).toEqual([200, 202]);
    await admin.call('PUT', `/api/v1/stores/${own.storeId}/limits`, { body: none });
  });

  it('on storage refuses a file that does not fit, and takes one that does', async () => {
    const give = (text: string) =>
      own.client.post(`${knowledge}/files`, formOf({ name: 'care.txt', text }));

    const large = await give('x'.repeat(41));
    const fits = await give('x'.repeat(40));
    const more = await give('x');

    expect(large.body).toMatchObject(reached('storage_bytes', { used: 0, more: 41 }));
    expect(fits.status).toBe(202);
    expect(more.body).toMatchObject(reached('storage_bytes', { used: 40 }));
  });

  it('on sources counts those that snippets and files made', async () => {
    const website = { kind: 'website', url: 'http://127.0.0.1:9/', max_pages: 5 };

    const { body } = await own.client.post(`${knowledge}/sources`, website);

    expect(body).toMatchObject(reached('sources', { value: 2, used: 2 }));
  });

  it('on keys refuses one more, and lets the last be replaced', async () => {
    const { body } = await admin.get(`${own.path}/keys`);
    const [{ id }] = body['items'] as unknown as [{ id: string }];

    const another = await admin.post(`${own.path}/keys`, { kind: 'store' });
    const successor = await admin.post(`${own.path}/keys/${id}/rotate`, {});

    expect(another.body).toMatchObject(reached('keys', { value: 1, used: 1 }));
    expect(successor.status).toBe(201);
  });

  it('on pages refuses a crawl that wants more, with what to do', async () => {
    const roomy = await aStore({ pages: 10 });
    const ingest = (max_pages?: number) =>
      roomy.client.post('/api/v1/knowledge-base/ingest', {
        url: 'http://127.0.0.1:9/',
        max_pages,
      });

    const tooMany = await ingest();
    const fits = await ingest(10);

    expect(tooMany.body).toMatchObject(reached('pages', { value: 10, used: 0, more: 200 }));
    expect(tooMany.body['detail']).toContain('max_pages');
    expect(fits.status).toBe(202);
  });

  it('on waiting ingests refuses one more', async () => {
    const busy = await aStore({ waiting_ingests: 1 });
    const at = `/api/v1/knowledge-base/${busy.storeId}`;
    const snippet = { question: 'Is it soft?', answer: 'Yes.' };
    await busy.client.post('/api/v1/knowledge-base/ingest', {
      url: 'http://127.0.0.1:9/',
      max_pages: 1,
    });

    const { body, headers } = await busy.client.post(`${at}/snippets`, snippet);

    expect(body).toMatchObject({
      ...reached('waiting_ingests', { value: 1, used: 1 }),
      status: 429,
      code: 'TENANCY_TOO_MANY_WAITING',
    });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    // what was to come with it is not there either
    expect(await usedOf(busy, 'snippets')).toMatchObject({ used: 0 });
  });

  it('that was lowered lets files and snippets be removed', async () => {
    const full = await aStore();
    const at = `/api/v1/knowledge-base/${full.storeId}`;
    const snippet = { question: 'Is it soft?', answer: 'Yes.' };
    const { body: made } = await full.client.post(`${at}/snippets`, snippet);
    const { body: given } = await full.client.post(
      `${at}/files`,
      formOf({ name: 'a.txt', text: 'x' }),
    );
    const idOf = (part: unknown) => (part as { id: string }).id;
    await admin.call('PUT', `${full.path}/limits`, { body: { pages: 0, waiting_ingests: 0 } });

    const answers = [
      await full.client.call('DELETE', `${at}/snippets/${idOf(made['snippet'])}`),
      await full.client.call('DELETE', `${at}/files/${idOf(given['file'])}`),
    ];

    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(await usedOf(full, 'snippets')).toMatchObject({ used: 0 });
  });

  it('on sources stands in the way of no removal, and makes no source of one', async () => {
    const full = await aStore();
    const at = `/api/v1/knowledge-base/${full.storeId}`;
    const snippet = { question: 'Is it soft?', answer: 'Yes.' };
    const { body: made } = await full.client.post(`${at}/snippets`, snippet);
    await admin.call('PUT', `${full.path}/limits`, { body: { sources: 0 } });
    const { id } = made['snippet'] as unknown as { id: string };

    const removed = await full.client.call('DELETE', `${at}/snippets/${id}`);
    const again = await full.client.call('DELETE', `${at}/snippets/${id}`);
    const missing = await full.client.call('DELETE', `${at}/files/${id}`);
    const { body: left } = await full.client.get(`${at}/sources`);
    const [source] = left['items'] as unknown as { id: string }[];
    await full.client.call('DELETE', `${at}/sources/${source?.id}`);
    const afterSource = await full.client.call('DELETE', `${at}/snippets/${id}`);
    const changed = await full.client.call('PUT', `${at}/snippets/${id}`, { body: snippet });

    expect(removed.status).toBe(202);
    expect(missing.body).toMatchObject({ status: 404, code: 'KNOWLEDGE_FILE_NOT_FOUND' });
    for (const { body } of [again, afterSource, changed]) {
      expect(body).toMatchObject({ status: 404, code: 'KNOWLEDGE_SNIPPET_NOT_FOUND' });
    }
    expect(await usedOf(full, 'sources')).toMatchObject({ used: 0 });
  });

  it('is given back with the deployment’s value when it is left out', async () => {
    const given = await admin.call('PUT', `${own.path}/limits`, { body: {} });

    const items = given.body['items'] as unknown as { name: string; value: number }[];
    expect(items.find(({ name }) => name === 'snippets')).toMatchObject({
      value: 5_000,
      default_value: 5_000,
    });
  });

  it('is not set by the store, and not to nonsense', async () => {
    const self = await own.client.call('PUT', `${own.path}/limits`, { body: { pages: 9 } });
    const wrong = await admin.call('PUT', `${own.path}/limits`, { body: { pagse: 9, pages: -1 } });

    expect(self.status).toBe(403);
    expect(wrong.body).toMatchObject({ status: 422, code: 'INPUT_INVALID' });
  });
});
