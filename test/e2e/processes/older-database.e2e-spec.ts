import { setTimeout as sleep } from 'node:timers/promises';

import { agentMigrations } from '@app/agent';
import { knowledgeMigrations } from '@app/knowledge';
import {
  type Ask,
  migrateDatabase,
  readTenancyConfig,
  storeTables,
  tenancyMigrations,
} from '@app/tenancy';
import pg from 'pg';

import { OperatorGuide } from '../../support/guides/operator-guide.js';
import { fillStore } from '../../support/privacy/filled-store.js';
import { DoorProcess } from '../../support/processes/door-process.js';
import { services } from '../../support/run-named.js';
import { ApiClient } from '../api-client.js';

const migrating = 'npm run -s db:migrate';

/** Versions whose schema is older are out of use (`test/architecture/safe-migrations.spec.ts`). */
const oldestInUse = 1_767_000_700_000;
const momentOf = ({ name }: { name: string }) => Number(/\d{13}$/.exec(name)?.[0]);

const clients: pg.Client[] = [];

afterAll(() => Promise.all(clients.map((client) => client.end())));

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
    const guide = OperatorGuide.open('docker/README.md');
    guide.set(own.env);
    const printed = await guide.run(migrating);
    const written = await writer.stop();

    expect(printed).toMatch(/^Migrated: .*PlaceStores/m);
    expect(await guide.run(migrating)).toBe('Already up to date.\n');
    expect(written.faults).toEqual([]);
    expect(written.ids.length).toBeGreaterThan(0);
    const [kept] = await ask<{ n: number }>(
      'SELECT count(*)::int AS n FROM conversations WHERE store_id = $1 AND id = ANY ($2)',
      [busy, written.ids],
    );
    expect(kept?.n).toBe(written.ids.length);
    expect(tables.length).toBeGreaterThan(20);
    for (const [nth, { name }] of tables.entries()) {
      expect(await rowsOf(name)).toMatchObject(left[nth] ?? []);
    }
    guide.close();
    const { origin } = await DoorProcess.start('api', own.env, { isBuilt: true });
    const admin = new ApiClient(origin, own.env['ADMIN_API_KEY']);
    const listed = await admin.get(`/api/v1/conversations?store_id=${busy}`);
    await DoorProcess.endAll('SIGTERM');
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
