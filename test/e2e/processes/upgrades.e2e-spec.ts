import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { agentMigrations } from '@app/agent';
import { knowledgeMigrations } from '@app/knowledge';
import {
  type Ask,
  migrateDatabase,
  readTenancyConfig,
  secureStoreTable,
  storeTables,
  tenancyMigrations,
} from '@app/tenancy';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import type { FixtureSite } from '../../support/fixture-site.js';
import { fillStore } from '../../support/privacy/filled-store.js';
import { services } from '../../support/run-named.js';
import { startBuilt, stopBuilt } from '../../support/strategies/built-door.js';
import { readShop, startPillowShop } from '../../support/strategies/kept-store.js';
import { commandsOf, OperatorGuide } from '../../support/strategies/operator-guide.js';
import { waitFor } from '../../support/wait-for.js';
import { type Answer, ApiClient } from '../api-client.js';
import { freePort } from './standalone-process.js';

const page = 'apps/guides/pages/upgrade-and-backup.md';
const [migrating = '', , replacingApi = ''] = commandsOf(readFileSync(page, 'utf8'))
  .filter(({ heading }) => heading === 'Upgrading')
  .map(({ script }) => script);

/** Versions whose schema is older are out of use (`test/architecture/safe-migrations.spec.ts`). */
const oldestInUse = 1_767_000_700_000;
const momentOf = ({ name }: { name: string }) => Number(/\d{13}$/.exec(name)?.[0]);

let folder: string;
const clients: pg.Client[] = [];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'upgrade-'));
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
  rmSync(folder, { recursive: true });
});

/** As a process of that environment reads it. */
function configOf(env: Record<string, string>) {
  const before = { ...process.env };
  Object.assign(process.env, env);
  const config = readTenancyConfig();
  Object.assign(process.env, before);
  return config;
}

/** The owner of the database that an environment names. */
async function ownerOf(env: NodeJS.ProcessEnv): Promise<Ask> {
  const client = new pg.Client(
    env['DATABASE_OWNER_URL']
      ? { connectionString: env['DATABASE_OWNER_URL'] }
      : { host: env['STOREHAND_EMBEDDED_SOCKET'], user: 'postgres', database: 'postgres' },
  );
  await client.connect();
  clients.push(client);
  return async <T>(sql: string, params: readonly unknown[] = []) =>
    (await client.query(sql, [...params])).rows as T[];
}

describe('a database that an earlier version left', () => {
  it('is migrated while that version writes: each row is there, and this version serves them', async () => {
    const { DATABASE_OWNER_URL: DATABASE_URL } = process.env;
    const own = await services({ DATABASE_URL, REDIS_URL: '' }, { isEmpty: true });
    const older = [...tenancyMigrations, ...knowledgeMigrations, ...agentMigrations].filter(
      (one) => momentOf(one) < oldestInUse,
    );
    await migrateDatabase(configOf(own.env), older);
    const ask = await ownerOf(own.env);
    const [busy, quiet] = [crypto.randomUUID(), crypto.randomUUID()];
    for (const id of [busy, quiet]) {
      await ask('INSERT INTO stores (id, name) VALUES ($1, $2)', [id, `Left ${id}`]);
      await fillStore(ask, id, 'left');
    }
    const tables = (await storeTables(ask)).filter(({ name }) => name !== 'stores');
    const rowsOf = async (name: string) =>
      (
        await ask<{ row: object }>(`SELECT to_jsonb(t) AS row FROM ${name} t WHERE store_id = $1`, [
          quiet,
        ])
      ).map(({ row }) => row);
    const left = await Promise.all(tables.map(({ name }) => rowsOf(name)));

    const writer = write(await ownerOf(own.env), busy);
    const guide = OperatorGuide.open(page);
    guide.set(own.env);
    const printed = await guide.runNext('Upgrading');
    const written = await writer.stop();

    expect(printed).toMatch(/^Migrated: .*PlaceStores/);
    expect(await guide.run(migrating)).toBe('Already up to date.\n');
    expect(written.faults).toEqual([]);
    expect(written.ids.length).toBeGreaterThan(0);
    const [kept] = await ask<{ n: number }>(
      'SELECT count(*)::int AS n FROM conversations WHERE store_id = $1 AND id = ANY ($2)',
      [busy, written.ids],
    );
    expect(kept?.n).toBe(written.ids.length);
    expect(tables.length).toBeGreaterThan(20);
    for (const [nth, { name }] of tables.entries())
      expect(await rowsOf(name)).toMatchObject(left[nth] ?? []);
    guide.close();
    const { origin } = await startBuilt('api', own.env);
    const admin = new ApiClient(origin, own.env['ADMIN_API_KEY']);
    const listed = await admin.get(`/api/v1/conversations?store_id=${busy}`);
    await stopBuilt();
    expect(listed.body['items']).toContainEqual(
      expect.objectContaining({ id: written.ids.at(-1) }),
    );
    await Promise.all(clients.splice(0).map((client) => client.end()));
    await own.stop();
  }, 600_000);
});

/** Begins conversations and takes them up again, one after the other, as the version before did: under the role of its store. */
function write(ask: Ask, storeId: string) {
  const written = { ids: [] as string[], faults: [] as string[] };
  const end = new AbortController();
  const done = (async () => {
    while (!end.signal.aborted) {
      const id = crypto.randomUUID();
      try {
        await ask('BEGIN');
        await ask(
          `SELECT set_config('role', 'storehand_runtime', true), set_config('app.store_id', $1, true)`,
          [storeId],
        );
        await ask(
          'INSERT INTO conversations (id, store_id) VALUES ($1, $2) ON CONFLICT (store_id, id) DO NOTHING',
          [id, storeId],
        );
        await ask('UPDATE conversations SET updated_at = now() WHERE store_id = $1 AND id = $2', [
          storeId,
          id,
        ]);
        await ask('COMMIT');
        written.ids.push(id);
      } catch (error) {
        written.faults.push(String(error));
        await ask('ROLLBACK');
      }
      await sleep(20);
    }
  })();
  return {
    stop: async () => {
      end.abort();
      await done;
      return written;
    },
  };
}

/** What the next version may do to the tables of this one, by the rules that its migrations are held to. */
class AsTheNextVersion1900000000000 implements MigrationInterface {
  name = 'AsTheNextVersion1900000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['conversations', 'messages', 'pages', 'stores']) {
      await runner.query(`ALTER TABLE ${table} ADD COLUMN spec_next text,
        ADD COLUMN spec_count integer NOT NULL DEFAULT 0, ADD CONSTRAINT ${table}_spec_next CHECK (spec_count >= 0) NOT VALID`);
    }
    await runner.query(
      'CREATE TABLE spec_next (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), store_id uuid NOT NULL)',
    );
    await secureStoreTable(runner, 'spec_next');
  }

  async down(): Promise<void> {}
}

async function takeBack(ask: Ask): Promise<void> {
  for (const table of ['conversations', 'messages', 'pages', 'stores']) {
    await ask(`ALTER TABLE ${table} DROP COLUMN spec_next, DROP COLUMN spec_count`);
  }
  await ask('DROP TABLE spec_next');
  await ask(`DELETE FROM storehand_migrations WHERE name LIKE 'AsTheNextVersion%'`);
}

describe('a deployment of two APIs and a worker', () => {
  let site: FixtureSite;
  beforeAll(async () => {
    site = await startPillowShop();
  });
  afterAll(async () => {
    await stopBuilt();
    await site.stop();
  });

  it('serves on the schema of the next version, and loses no request while its processes are replaced', async () => {
    const ports = [await freePort(), await freePort()];
    const env = {
      CRAWL_ALLOWED_PRIVATE_HOSTS: site.host,
      LOG_LEVEL: 'info',
      ISOLATION_CHECK_MINUTES: '0',
    };
    const worker = await startBuilt('worker', env);
    const [one, two] = [
      await startBuilt('api', { ...env, PORT: String(ports[0]) }),
      await startBuilt('api', { ...env, PORT: String(ports[1]) }),
    ];
    const admin = new ApiClient(one.origin, process.env['ADMIN_API_KEY']);
    const storeId = String((await admin.post('/api/v1/stores', { name: 'Kept up' })).body['id']);
    const made = await admin.post(`/api/v1/stores/${storeId}/keys`, { kind: 'store' });
    const client = admin.as(String(made.body['key']));
    await readShop(client, storeId, site.origin);
    const asking = [1, 2].map(() => ask(client, ports));

    await migrateDatabase(readTenancyConfig(), [AsTheNextVersion1900000000000]);
    const owner = await ownerOf(process.env);
    const begun: string[] = [];
    const guide = OperatorGuide.open(page);
    guide.set({ ...env, LOGS: folder, WORKER_PID: String(worker.pid) });
    try {
      expect(await guide.runNext('Upgrading')).toBe('Already up to date.\n');
      const crawling = readShop(client, storeId, site.origin);
      await guide.runNext('Upgrading');
      expect(await crawling).toMatchObject({ status: 'live' });
      guide.set({ API_PORT: String(ports[0]), API_PID: String(one.pid) });
      await guide.runNext('Upgrading');
      begun.push(guide.get('WORKER_PID'), guide.get('API_PID'));
      guide.set({ API_PORT: String(ports[1]), API_PID: String(two.pid) });
      await guide.run(replacingApi);
      begun.push(guide.get('API_PID'));
      expect(guide.left.filter((one) => one.startsWith('Upgrading: '))).toEqual([]);
      const asked = (await Promise.all(asking.map((each) => each.stop()))).flat();
      const ended = [worker, one, two].map(({ hasEnded }) => hasEnded());

      expect(ended).toEqual([true, true, true]);
      expect(asked.filter(({ status }) => status !== 200 && status !== 201)).toEqual([]);
      expect(new Set(asked.map(({ body: { outcome } }) => outcome))).toEqual(new Set(['answered']));
    } finally {
      await Promise.allSettled(asking.map((each) => each.stop()));
      for (const pid of begun) await end(Number(pid));
      guide.close();
      await takeBack(owner);
    }
  }, 600_000);
});

/** A shopper who asks again and again through a balancer, which goes to the next where one finds nobody or is refused as it stops. */
function ask(client: ApiClient, ports: readonly number[]) {
  const answers: Answer[] = [];
  const end = new AbortController();
  const send = async (pathname: string, body: object): Promise<Answer> => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    for (let nth = answers.length; ; nth++) {
      const at = new ApiClient(`http://127.0.0.1:${String(ports[nth % ports.length])}`, client.key);
      const answer = await at.post(pathname, body, { headers }).catch(() => undefined);
      if (answer && answer.body['code'] !== 'SHUTTING_DOWN') return answer;
      if (nth > answers.length + 100) throw new Error('Nobody took the request.');
      await sleep(50);
    }
  };
  const done = (async () => {
    const { body } = await send('/api/v1/conversations', {});
    while (!end.signal.aborted) {
      const content = 'How do I wash the pillow?';
      answers.push(await send(`/api/v1/conversations/${String(body['id'])}/messages`, { content }));
      await sleep(100);
    }
    return answers;
  })();
  return {
    stop: () => {
      end.abort();
      return done;
    },
  };
}

/** A process that has no parent of ours any more. */
async function end(pid: number): Promise<void> {
  process.kill(pid, 'SIGTERM');
  const isGone = () => {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
    } catch {
      return true;
    }
  };
  await waitFor(isGone, { timeoutMs: 40_000 });
}
