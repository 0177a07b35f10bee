import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { heldMebibytes } from '../bench/measured-process.js';

const root = path.resolve(__dirname, '../..');
const typescript = path.join(root, 'test/support/typescript.mjs');

let folder: string;
let server: ChildProcess;
const clients: pg.Client[] = [];

const dataDirectory = () => path.join(folder, 'data');
const socketDirectory = () => path.join(folder, 'socket');

function spawnServer(): ChildProcess {
  const script = path.join(root, 'apps/standalone/src/database-server.ts');
  const args = ['--import', typescript, script, dataDirectory(), socketDirectory()];
  return spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
}

async function startServer(): Promise<void> {
  server = spawnServer();
  await once(server, 'message');
}

async function endServer(signal: NodeJS.Signals): Promise<number | null> {
  server.kill(signal);
  const [code] = (await once(server, 'exit')) as [number | null];
  return code;
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ host: socketDirectory(), user: 'postgres', database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  clients.push(client);
  return client;
}

async function countRows(): Promise<number> {
  const { rows } = await (await connect()).query<{ n: number }>('SELECT count(*)::int n FROM kept');
  return rows[0]?.n ?? 0;
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'embedded-'));
  await startServer();
  await (await connect()).query('CREATE TABLE kept (n int PRIMARY KEY)');
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end().catch(() => undefined)));
});
afterAll(async () => {
  await endServer('SIGTERM');
  rmSync(folder, { recursive: true });
});

describe('the embedded database', () => {
  it('lets only its owner into the socket directory', () => {
    expect(statSync(socketDirectory()).mode & 0o777).toBe(0o700);
  });

  it('gives every client its own answers while others hold transactions', async () => {
    let wrong = 0;
    const ask = async (client: pg.Client, tag: number) => {
      for (let i = 0; i < 100; i++) {
        const { rows } = await client.query(`SELECT ${tag} AS tag, $1::int AS i`, [i]);
        if (rows[0]?.tag !== tag || rows[0]?.i !== i) wrong += 1;
      }
    };
    const hold = async (client: pg.Client) => {
      for (let i = 0; i < 50; i++) {
        await client.query('BEGIN');
        await sleep(2);
        await client.query('COMMIT');
        await sleep(1);
      }
    };
    const [a, b, c, d] = await Promise.all([connect(), connect(), connect(), connect()]);

    await Promise.all([hold(a), hold(b), ask(c, 1), ask(d, 2)]);

    expect(wrong).toBe(0);
  });

  it('keeps nothing of what it has answered', async () => {
    const client = await connect();
    const answer = async (times: number) => {
      // a hundred megabytes of answers for each thousand
      for (let i = 0; i < times; i += 1) await client.query(`SELECT repeat('x', 100000) AS text`);
      return heldMebibytes(Number(server.pid));
    };
    const before = await answer(1_000);

    const after = await answer(2_000);

    expect(after - before).toBeLessThan(100);
  }, 120_000);

  it('wakes a listener when another client notifies', async () => {
    const [listener, other] = await Promise.all([connect(), connect()]);
    const woken = once(listener, 'notification');
    await listener.query('LISTEN jobs');

    await other.query('SELECT pg_notify($1, $2)', ['jobs', 'crawl']);

    expect(await woken).toEqual([expect.objectContaining({ channel: 'jobs', payload: 'crawl' })]);
  });

  it('refuses a second server on the same directory at once, in one sentence', async () => {
    const second = spawnServer();
    let complaint = '';
    second.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    const [code] = (await once(second, 'close')) as [number];

    expect(code).toBe(1);
    expect(complaint).toMatch(/^STOREHAND_DATA_DIR \S+ is in use by process \d+: .*\.\n$/);
  });

  it('rolls back and goes on when a client dies inside a transaction', async () => {
    const [dying, waiting] = await Promise.all([connect(), connect()]);
    await dying.query('BEGIN');
    await dying.query('INSERT INTO kept VALUES (-1)');

    const answer = waiting.query('SELECT count(*)::int AS n FROM kept WHERE n = -1');
    (
      dying as unknown as { connection: { stream: { destroy(): void } } }
    ).connection.stream.destroy();

    expect((await answer).rows).toEqual([{ n: 0 }]);
  });

  it('keeps every row over a restart', async () => {
    const client = await connect();
    await client.query('INSERT INTO kept SELECT generate_series(1, 1000)');

    expect(await endServer('SIGTERM')).toBe(0);
    await startServer();

    expect(await countRows()).toBe(1_000);
  });

  it('loses no committed row when it is killed, and takes over the lock of the dead', async () => {
    const client = await connect();
    let committed = await countRows();
    setTimeout(() => server.kill('SIGKILL'), 300);
    const ended = once(server, 'exit');
    try {
      for (;;) {
        await client.query('INSERT INTO kept VALUES ($1)', [committed + 1]);
        committed += 1;
      }
    } catch {
      await ended;
    }
    await startServer();

    // one more than was acknowledged may have been committed when the answer could not be sent any more
    expect(await countRows()).toBeGreaterThanOrEqual(committed);
    expect(await countRows()).toBeLessThanOrEqual(committed + 1);
  });
});
