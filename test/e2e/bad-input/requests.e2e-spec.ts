import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

import type { ApiClient } from '../api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { operations } from './operations.js';
import { fieldsOf, problemOf } from './problem.js';

let api: RunningApi;
let store: { storeId: string; client: ApiClient };

beforeAll(async () => {
  api = await startApi();
  store = await aStoreWithKey(api.admin);
});
afterAll(() => api.stop());

const withBody = operations.filter(({ texts }) => texts.length > 0);
const pathOf = (path: string) =>
  path.replace('{store_id}', store.storeId).replace('{conversation_id}', store.storeId);

describe('a body', () => {
  const deep = 10_000;
  const strange: [name: string, body: string, status: number, code: string][] = [
    ['that breaks off', '{"name":', 400, 'BODY_MALFORMED'],
    ['in another notation', "{'name':1}", 400, 'BODY_MALFORMED'],
    ['with something behind it', '{} x', 400, 'BODY_MALFORMED'],
    ['nested without end', '['.repeat(deep) + ']'.repeat(deep), 400, 'BODY_MALFORMED'],
    ['nested in objects', '{"a":'.repeat(deep) + '1' + '}'.repeat(deep), 400, 'BODY_MALFORMED'],
    ['that is missing', '', 422, 'INPUT_INVALID'],
    ['that is null', 'null', 422, 'INPUT_INVALID'],
    ['that is a list', '[{}]', 422, 'INPUT_INVALID'],
    ['that is a text', '"name"', 422, 'INPUT_INVALID'],
    ['over the limit', `{"name":"${'x'.repeat(1_100_000)}"}`, 413, 'BODY_TOO_LARGE'],
  ];

  it.each(withBody)('is refused for what it is: $name', async ({ method, path, needsAdmin }) => {
    const client = needsAdmin ? api.admin : store.client;
    const headers = { 'content-type': 'application/json' };

    for (const [name, body, status, code] of strange) {
      const answer = await client.call(method, pathOf(path), { body, headers });

      expect({ name, ...problemOf(answer) }).toMatchObject({ name, status, code });
      expect(problemOf(answer).detail).not.toContain('"name":');
    }
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'text/json', 'x', ';;'])(
    'is not read as %s',
    async (type) => {
      const call = { body: '{"name":"x"}', headers: { 'content-type': type } };

      const answer = await api.admin.call('POST', '/api/v1/stores', call);

      expect(problemOf(answer)).toMatchObject({ status: 415, code: 'MEDIA_TYPE_UNSUPPORTED' });
      expect(problemOf(answer).detail).toContain('application/json');
    },
  );

  it('is not read compressed', async () => {
    const body = gzipSync('{"name":"x"}');
    const head = `POST /api/v1/stores HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;

    const answer = await raw(Buffer.concat([Buffer.from(head), body]));

    expect(answer).toMatch(/^HTTP\/1.1 415 /);
    expect(answer).toContain('"code":"CONTENT_ENCODING_UNSUPPORTED"');
  });

  it('that says a thing twice means the last, for the guard as for the route', async () => {
    const other = await aStoreWithKey(api.admin);
    const twice = (first: string, last: string) =>
      store.client.call('POST', '/api/v1/conversations', {
        body: `{"store_id":"${first}","store_id":"${last}"}`,
      });

    const own = await twice(other.storeId, store.storeId);
    const foreign = await twice(store.storeId, other.storeId);

    expect(own.body).toMatchObject({ store_id: store.storeId });
    expect(problemOf(foreign).code).toBe('TENANCY_STORE_NOT_FOUND');
  });

  it('names at most as many faults as a person reads', async () => {
    const body = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`stray${i}`, i]));

    const answer = await api.admin.post('/api/v1/stores', body);

    expect(fieldsOf(answer)).toHaveLength(20);
    expect(answer.text.length).toBeLessThan(10_000);
  });
});

describe('a method that a path does not have', () => {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
  const paths = [...new Set(operations.map(({ path }) => path))];
  const served = (path: string) =>
    operations.filter((one) => matches(path, one.path)).map(({ method }) => method);
  const matches = (path: string, pattern: string) =>
    new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);

  it.each(paths)('is answered with those it has: %s', async (path) => {
    const known = served(path);

    for (const method of methods.filter((one) => !known.includes(one))) {
      const answer = await api.admin.call(method, pathOf(path));

      expect({ method, ...problemOf(answer) }).toMatchObject({
        method,
        status: 405,
        code: 'METHOD_NOT_ALLOWED',
      });
      expect(answer.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(known));
    }
  });

  it('is HEAD only where there is no GET, and has no body where there is', async () => {
    const head = await api.admin.call('HEAD', `/api/v1/stores/${store.storeId}`);
    const none = await api.admin.call('HEAD', '/api/v1/nothing');

    expect([head.status, head.text, none.status, none.text]).toEqual([200, '', 404, '']);
  });
});

describe('a path that does not exist', () => {
  it.each([
    '/',
    '/api',
    '/api/v1/',
    '/api/v1/stores/',
    '//api/v1/stores',
    '/API/v1/stores',
    '/docs/nothing',
    '/api/v1/health/live',
    '/favicon.ico',
    '/.env',
  ])('says so: %s', async (path) => {
    const answer = await api.admin.get(path);

    expect(problemOf(answer)).toMatchObject({ status: 404, code: 'ROUTE_NOT_FOUND' });
  });

  it('is no file beside those of the documentation', async () => {
    for (const path of [
      '/docs/../package.json',
      '/docs/%2e%2e/package.json',
      '/docs/..%2f..%2fx',
    ]) {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);

      expect(answer).toMatch(/^HTTP\/1.1 40[04] /);
      expect(answer).toContain('application/problem+json');
    }
  });
});

describe('what is not HTTP', () => {
  const start = 'POST /api/v1/stores HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

  it.each([
    ['an unknown method', 'FETCH / HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    ['a greeting in TLS', '\x16\x03\x01\x02\x00\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    [
      'a null in a header',
      'GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n',
      400,
      'REQUEST_MALFORMED',
    ],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    [
      'a strange expectation',
      'GET / HTTP/1.1\r\nHost: x\r\nExpect: much\r\nConnection: close\r\n\r\n',
      404,
      'ROUTE_NOT_FOUND',
    ],
    [
      'two lengths',
      `${start}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      400,
      'REQUEST_MALFORMED',
    ],
    [
      'a length and chunks',
      `${start}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      'REQUEST_MALFORMED',
    ],
    [
      'a broken chunk',
      `${start}Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n`,
      400,
      'REQUEST_MALFORMED',
    ],
    [
      'endless headers',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    [
      'a length far over the limit',
      `${start}Content-Length: 99999999999\r\n\r\n{}`,
      413,
      'BODY_TOO_LARGE',
    ],
  ])('is answered all the same: %s', async (_name, text, status, code) => {
    const answer = await raw(text);

    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain(`"code":"${code}"`);
    for (const header of ['X-Frame-Options: DENY', 'Strict-Transport-Security: max-age=']) {
      expect(answer.toLowerCase()).toContain(header.toLowerCase());
    }
  });

  it('is not waited for: headers must come within 30 s, everything within 6 minutes', () => {
    const { headersTimeout, requestTimeout } = api.app.getHttpServer();

    expect([headersTimeout, requestTimeout]).toEqual([30_000, 360_000]);
  });
});

/** Sends bytes as they are and reads until the server closes. */
async function raw(bytes: string | Buffer): Promise<string> {
  const socket = connect(Number(new URL(api.admin.origin).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}
