import { once } from 'node:events';
import net from 'node:net';

import pg from 'pg';

import { FixtureSite } from '../../support/fixture-site.js';
import { EchoServer } from '../../support/observing/echo-server.js';
import { DoorProcess } from '../../support/processes/door-process.js';
import { waitFor } from '../../support/wait-for.js';
import { ApiClient } from '../api-client.js';
import { aStoreWithKey } from '../running-api.js';
import { ingest } from '../running-worker.js';

const marker = 'Xylophone7319';
const modelKey = `sk-proj-${marker}`;
/** Forges a line, colours the rest, turns it round, and names somebody. */
const hostile = `${marker}\r\n{"level":"fatal","msg":"forged"}\u001b[31m\u009b31m\u202e\u2028 ana.${marker}@shopper.example`;
const crash = 'test/support/observing/crash-on-signal.mjs';

let echo: EchoServer;
let site: FixtureSite;
let api: DoorProcess;
let worker: DoorProcess;
let admin: ApiClient;
/** Of a store whose site was read. */
let shop: ApiClient;
let database: pg.Client;

beforeAll(async () => {
  echo = await EchoServer.start();
  site = await FixtureSite.start();
  database = new pg.Client(
    process.env['STOREHAND_EMBEDDED_SOCKET']
      ? { host: process.env['STOREHAND_EMBEDDED_SOCKET'], user: 'postgres', database: 'postgres' }
      : { connectionString: process.env['DATABASE_OWNER_URL'] },
  );
  await database.connect();
  const env = {
    LOG_LEVEL: 'trace',
    CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
    OPENAI_BASE_URL: echo.baseUrl,
    OPENAI_API_KEY: modelKey,
    CHAT_MODEL: 'stub',
  };
  api = await DoorProcess.start('api', env, { imports: [crash] });
  worker = await DoorProcess.start('worker', env, { imports: [crash] });
  admin = new ApiClient(api.origin, process.env['ADMIN_API_KEY']);
});
afterAll(async () => {
  await DoorProcess.endAll();
  await database.end();
  await echo.stop();
  await site.stop();
});

/** Bytes as they stand, which no client would send. */
async function sendRaw(text: string): Promise<void> {
  const socket = net.connect(Number(new URL(api.origin).port), '127.0.0.1');
  socket.on('error', () => undefined).resume();
  socket.end(text, 'latin1');
  await once(socket, 'close');
}

function expectSafe(log: string, ...more: string[]): void {
  const lines = log.split('\n');
  expect(lines.length).toBeGreaterThan(5);
  // nothing that is not JSON of ours, but for warnings of Node itself
  expect(
    lines.filter((line) => line !== '' && !/^(\{"level":"|\(node:|\(Use )/.test(line)),
  ).toEqual([]);
  expect(log).not.toContain('forged');
  expect(log).not.toMatch(/[^\n\P{Cc}]|[\u202a-\u202e\u2028\u2029]/u);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(10_000);
  for (const text of [marker, marker.toLowerCase(), 'shopper.example', modelKey, ...more]) {
    expect(log).not.toContain(text);
  }
}

describe('the logs of API and worker', () => {
  it('hold nothing of what is sent in paths, headers and bodies', async () => {
    const { client, storeId } = await aStoreWithKey(admin);
    const coded = encodeURIComponent(hostile);
    await client.get(`/api/v1/${coded}`);
    await client.get(`/api/v1/stores/${storeId}?token=${coded}`);
    await client.post(`/api/v1/stores/${coded}/keys`, { kind: hostile });
    await client.post('/api/v1/conversations', { shopper_id: 5, [hostile]: hostile });
    await client.post('/api/v1/knowledge-base/ingest', { url: `http://${marker}:x@${hostile}` });
    // as short as words of paths are
    await client.get(`/api/v1/stores/${storeId}/shoppers/${marker}/export`);
    await client.call('DELETE', `/api/v1/stores/${storeId}/shoppers/${marker}`);
    await admin.as(`sh_store_${marker}`).get('/api/v1/stores');
    for (const bad of ['\u001b[31m', '\u009b31m', '\u202e'.slice(0, 1)]) {
      const latin = Buffer.from(`${marker}${bad}`).toString('latin1');
      await sendRaw(
        `GET /x${latin} HTTP/1.1\r\nHost: a\r\nX-Correlation-Id: ${latin}\r\nUser-Agent: ${latin}\r\nCookie: a=${latin}\r\n\r\n`,
      );
      await sendRaw(`${latin} / HTTP/1.1\r\n\r\n`);
      await sendRaw(`POST /mcp HTTP/1.1\r\nHost: ${latin}\r\nContent-Length: ${latin}\r\n\r\n`);
    }

    expectSafe(api.log, String(client.key), String(process.env['ADMIN_API_KEY']));
  });

  it('hold nothing of what pages, robots and sitemaps say, whatever becomes of them', async () => {
    const { client, storeId } = await aStoreWithKey(admin);
    const html = `<title>${hostile}</title><p>The ${hostile} pillow is washed at 40 degrees and dried flat.</p>`;
    site
      .robots(`User-agent: *\nDisallow: /${marker}\nSitemap: ${site.origin}/${marker}.xml\n`)
      .page('/', `${html}<a href="/a?token=${marker}">${hostile}</a><a href="/b/${marker}">b</a>`)
      .page(`/a?token=${marker}`, { status: 500, body: hostile })
      .page(`/b/${marker}`, { headers: { 'content-type': `text/${marker}` }, body: hostile })
      .page(`/${marker}.xml`, { body: `<urlset><url><loc>${hostile}`, headers: {} });
    const done = await ingest(client, storeId, `${site.origin}/`);

    expect(done['status']).toBe('live');
    shop = client;
    expectSafe(worker.log, site.host);
    expectSafe(api.log, String(client.key));
  }, 120_000);

  it('hold nothing of what a model says that fails with all it was sent', async () => {
    const { body } = await shop.post('/api/v1/conversations', {});
    const path = `/api/v1/conversations/${String(body['id'])}/messages`;
    const asked = hostile.replaceAll(/[^\P{Cc}\n]/gu, '');
    const content = `How is the pillow washed and dried, ${asked}?`;
    for (const status of [400, 401, 429, 500, 200]) {
      echo.status = status;
      await shop.post(path, { content });
      await shop.post(path, { content }, { headers: { accept: 'text/event-stream' } });
      await shop.post('/v1/chat/completions', {
        model: 'storehand',
        messages: [{ role: 'user', content }],
      });
    }

    expect(echo.asked).toBeGreaterThan(0);
    expectSafe(api.log, 'pillow', String(shop.key));
  });

  it('hold nothing of what an embedding server says, in the job that it fails', async () => {
    const { client, storeId } = await aStoreWithKey(admin);
    await worker.end('SIGTERM');
    echo.status = 500;
    const before = echo.asked;
    worker = await DoorProcess.start(
      'worker',
      {
        LOG_LEVEL: 'trace',
        CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
        OPENAI_BASE_URL: echo.baseUrl,
        OPENAI_API_KEY: modelKey,
        EMBEDDING_MODEL: 'stub-embedding',
        EMBEDDING_MAX_RETRIES: '0',
      },
      { imports: [crash] },
    );
    const ended = ingest(client, storeId, `${site.origin}/`);
    await waitFor(() => worker.log.includes('Job index-pages stopped'), { timeoutMs: 60_000 });
    echo.status = 400;
    const done = await ended;

    expect(done).toMatchObject({
      status: 'failed',
      error: { code: 'KNOWLEDGE_EMBEDDING_REFUSED' },
    });
    expect(echo.asked).toBeGreaterThan(before);
    expect(worker.log).toContain(storeId);
    expectSafe(worker.log, site.host);
  }, 120_000);

  it('hold nothing of the row that a database refuses', async () => {
    const { client } = await aStoreWithKey(admin);
    const { body } = await client.post('/api/v1/conversations', {});
    await database.query(
      `ALTER TABLE messages ADD CONSTRAINT refused CHECK (content NOT LIKE '%${marker}%') NOT VALID`,
    );
    try {
      const path = `/api/v1/conversations/${String(body['id'])}/messages`;
      const refused = await client.post(path, { content: `Is ${hostile.slice(0, 13)} there?` });

      expect(refused.status).toBe(500);
      await waitFor(() => api.log.includes('"msg":"unforeseen error"'));
    } finally {
      await database.query('ALTER TABLE messages DROP CONSTRAINT refused');
    }
    expect(api.log).toContain('23514');
    expectSafe(api.log, 'Failing row');
  });

  it.each(['api', 'worker'] as const)(
    'of the %s hold nothing of what it crashed with',
    async (app) => {
      const door = app === 'api' ? api : worker;
      const { code } = await door.end('SIGUSR2');

      expect(code).toBe(1);
      expect(door.log).toContain('"msg":"crashed"');
      expectSafe(door.log);
    },
  );
});
