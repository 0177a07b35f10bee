import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { freePort } from '../support/outages/free-port.js';
import { waitFor } from '../support/wait-for.js';
import { StandaloneProcess, startUpWithinMs } from './processes/standalone-process.js';

const root = path.resolve(__dirname, '../..');

let dataDirectory: string;
let port: number;
let running: StandaloneProcess | undefined;

const start = (settings: Record<string, string> = {}) =>
  StandaloneProcess.start({
    PORT: String(port),
    STOREHAND_DATA_DIR: dataDirectory,
    ...settings,
  });

async function startUp(): Promise<StandaloneProcess> {
  const started = start();
  running = started;
  await started.untilUp();
  expect(started.output).toContain(`Storehand is running at http://127.0.0.1:${port}`);
  return started;
}

async function stop(signal: NodeJS.Signals): Promise<number | null> {
  const started = running;
  running = undefined;
  return started ? started.stop(signal) : null;
}

const readStore = (id: string, key: string) =>
  fetch(`http://127.0.0.1:${port}/api/v1/stores/${id}`, {
    headers: { authorization: `Bearer ${key}` },
  });

beforeAll(async () => {
  dataDirectory = mkdtempSync(path.join(tmpdir(), 'standalone-'));
  port = await freePort();
});
afterAll(async () => {
  await stop('SIGTERM');
  rmSync(dataDirectory, { recursive: true, force: true });
});

describe('npm start', () => {
  let storeKey = '';
  let storeId = '';

  it(
    'brings everything up and shows keys and next commands',
    async () => {
      const { output } = await startUp();

      [, storeKey = '', storeId = ''] =
        /Store key {3}(sh_store_\w+) .*"Demo", ([0-9a-f-]{36})/.exec(output) ?? [];
      const store = await readStore(storeId, storeKey);
      expect(await store.json()).toMatchObject({ id: storeId, name: 'Demo' });
      expect(output).toMatch(/npm run -s demo -- https:/);
      expect(output).toMatch(/Admin key {3}sh_admin_/);
    },
    startUpWithinMs,
  );

  it('has a demo store that answers the printed question, with its source', async () => {
    const { output } = running ?? { output: '' };
    const [command = ''] = /npm run -s cli -- ask .*/.exec(output) ?? [];

    const shell = spawn('sh', ['-c', command], {
      cwd: root,
      env: { ...process.env, STOREHAND_DATA_DIR: dataDirectory, STOREHAND_API_KEY: '' },
    });
    const answer = await text(shell.stdout);

    expect(command).toContain(storeId);
    expect(answer).toContain('You can return a lamp within 45 days of delivery');
    expect(answer).toMatch(/\[1\] Tin Lamp Shop \(made up\)/);
    const status = await fetch(`http://127.0.0.1:${port}/api/v1/knowledge-base/${storeId}/status`, {
      headers: { authorization: `Bearer ${storeKey}` },
    });
    expect(await status.json()).toMatchObject({ status: 'live', live_release: 1, page_count: 1 });
  });

  it('keeps the generated secrets from everybody else', () => {
    for (const file of ['admin-key', 'credentials-secret']) {
      expect(statSync(path.join(dataDirectory, file)).mode & 0o777).toBe(0o600);
    }
  });

  it('refuses a second start on the same data directory', async () => {
    const second = start({ PORT: String(await freePort()) });

    expect(await second.exit).toEqual([1, null]);
    expect(second.output).toMatch(/^STOREHAND_DATA_DIR \S+ is in use by process \d+: .+\.\n$/);
  });

  it('refuses a port that is in use', async () => {
    const second = start({ STOREHAND_DATA_DIR: path.join(dataDirectory, 'other') });

    expect(await second.exit).toEqual([1, null]);
    expect(second.output).toBe(
      `PORT ${port} is in use: stop the program that uses it, or set PORT to another.\n`,
    );
  });

  it('hears one sentence from an API that is started by hand on its port', async () => {
    const script = path.join(root, 'dist/apps/api/src/main.js');
    const api = spawn(process.execPath, [script], {
      env: {
        ...process.env,
        ...{ DATABASE_URL: '', REDIS_URL: '', HOST: '127.0.0.1', LOG_LEVEL: 'info' },
        STOREHAND_EMBEDDED_SOCKET: path.join(dataDirectory, 'socket'),
        PORT: String(port),
      },
    });
    const [out, err] = await Promise.all([text(api.stdout), text(api.stderr), once(api, 'close')]);

    expect([api.exitCode, out]).toEqual([1, '']);
    expect(err).toMatch(/^PORT \d+ is in use: .+\.\n$/);
  });

  it('refuses a login that row-level security does not bind', async () => {
    const second = start({
      PORT: String(await freePort()),
      STOREHAND_DATA_DIR: path.join(dataDirectory, 'other'),
      // the embedded database's only user is a superuser
      DATABASE_URL: `postgres:///postgres?user=postgres&host=${path.join(dataDirectory, 'socket')}`,
      ADMIN_API_KEY: 'a'.repeat(32),
    });

    expect(await second.exit).toEqual([1, null]);
    expect(second.output).toMatch(/^DATABASE_URL logs in as "postgres", which .+\.\n$/);
  });

  it.each([
    ['DATABASE_URL', 'postgres://127.0.0.1:1/shop'],
    ['REDIS_URL', 'redis://127.0.0.1:1'],
  ])('names %s when nothing listens there', async (name, url) => {
    const second = start({
      PORT: String(await freePort()),
      STOREHAND_DATA_DIR: path.join(dataDirectory, 'other'),
      ADMIN_API_KEY: 'a'.repeat(32),
      [name]: url,
    });

    expect(await second.exit).toEqual([1, null]);
    expect(second.output).toBe(`${name} cannot be used: connect ECONNREFUSED 127.0.0.1:1.\n`);
  });

  it('refuses a data directory that is a file', async () => {
    const second = start({ STOREHAND_DATA_DIR: path.join(dataDirectory, 'admin-key') });

    expect(await second.exit).toEqual([1, null]);
    expect(second.output).toMatch(/^STOREHAND_DATA_DIR \S+ cannot be used: a file .+\.\n$/);
  });

  it('names a bad setting and does not repeat its value', async () => {
    const second = start({ PORT: 'eight thousand', ADMIN_API_KEY: 'short' });

    expect(await second.exit).toEqual([1, null]);
    expect(second.output).toBe(
      'Bad environment: PORT must be a number; ADMIN_API_KEY must have 32 characters or more.\n',
    );
  });

  it(
    'stops cleanly, and keeps store and key for the next start without showing them again',
    async () => {
      expect(await stop('SIGINT')).toBe(0);
      // npm left after everything else, and not before it
      expect(await readStore(storeId, storeKey).catch(() => null)).toBeNull();
      expect(await refusal()).not.toContain('is in use by process');

      const { output } = await startUp();

      expect(output).not.toMatch(/sh_store_|sh_admin_/);
      expect((await readStore(storeId, storeKey)).status).toBe(200);
    },
    startUpWithinMs,
  );

  it('leaves nothing running when it is killed', async () => {
    const before = await readStore(storeId, storeKey);
    const [, pid] = /in use by process (\d+)/.exec((await refusal()) ?? '') ?? [];

    process.kill(Number(pid), 'SIGKILL');

    expect(before.status).toBe(200);
    await waitFor(async () => (await readStore(storeId, storeKey).catch(() => null)) === null, {
      timeoutMs: 60_000,
    });
    await waitFor(async () => !(await refusal())?.includes('is in use by process'), {
      timeoutMs: 60_000,
    });
  });
});

/** Why another start on the data directory is refused; its port is refused too, so that it never comes up. */
async function refusal(): Promise<string | undefined> {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const attempt = start({ PORT: String((blocker.address() as AddressInfo).port) });
  await attempt.exit;
  blocker.close();
  return attempt.output;
}
