import { randomUUID } from 'node:crypto';

import { AgentModule } from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { PlatformRepository, StoreConnections } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';
import type { EntityManager, ObjectLiteral } from 'typeorm';

import { openRooms } from '../support/rooms.js';
import { insertAnyRow } from './any-row.js';

interface StoreTable {
  name: string;
  enabled: boolean;
  forced: boolean;
}
let rooms: TestingModule;
let tables: string[];

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule, AgentModule] });
  tables = (await storeTables()).map(({ name }) => name);
});
afterAll(() => rooms.close());

const query = <T extends ObjectLiteral>(sql: string, params: unknown[] = []) =>
  rooms.get(PlatformRepository).rows<T>(sql, params);

const storeTables = () =>
  query<StoreTable>(
    `SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'store_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT a.attisdropped
     ORDER BY 1`,
  );

describe('every table of a store', () => {
  it('is found: the catalogue knows tables of all three libs', () => {
    expect(tables).toEqual(expect.arrayContaining(['api_keys', 'chunks', 'messages', 'pages']));
  });

  it('has row-level security enabled and forced', async () => {
    const open = (await storeTables()).filter(({ enabled, forced }) => !enabled || !forced);

    expect(open).toEqual([]);
  });

  it('has policies with both USING and WITH CHECK, the runtime bound to its own store', async () => {
    const policies = await query<{ tablename: string; roles: string; qual: string; check: string }>(
      `SELECT tablename, roles::text, qual, with_check AS check FROM pg_policies`,
    );

    for (const table of tables) {
      const own = policies.filter(
        ({ tablename, roles }) => tablename === table && roles.includes('storehand_runtime'),
      );
      expect(own).toHaveLength(1);
      for (const text of [own[0]?.qual, own[0]?.check]) {
        expect(text).toContain('store_id');
        expect(text).toContain('app.store_id');
      }
    }
  });

  it('requires a store and has it in its keys, and every foreign key between stores names it', async () => {
    const nullable = await query(
      `SELECT table_name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name = 'store_id' AND is_nullable = 'YES'`,
    );
    const keys = await query<{ name: string; type: string; columns: string; target: string }>(
      `SELECT conrelid::regclass::text AS name, contype AS type, confrelid::regclass::text AS target,
         (SELECT string_agg(a.attname, ',') FROM pg_attribute a
          WHERE a.attrelid = conrelid AND a.attnum = ANY (conkey)) AS columns
       FROM pg_constraint WHERE contype IN ('p', 'u', 'f') AND connamespace = 'public'::regnamespace`,
    );

    expect(nullable).toEqual([]);
    for (const table of tables) {
      const own = keys.filter(({ name }) => name === table);
      const withStore = own.filter(({ columns }) => columns.split(',').includes('store_id'));
      expect(withStore.some(({ type }) => type === 'p' || type === 'u')).toBe(true);
      const between = own.filter(({ type, target }) => type === 'f' && tables.includes(target));
      expect(between.every((key) => withStore.includes(key))).toBe(true);
    }
  });

  it('is reached by no view that runs with its owner’s rights', async () => {
    const views = await query(
      `SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
       AND c.relkind IN ('v', 'm') AND NOT coalesce(c.reloptions::text LIKE '%security_invoker=true%', false)`,
    );

    expect(views).toEqual([]);
  });
});

describe('row-level security alone, without any filter of the application', () => {
  // where a store is held hides its other rows from the platform, which looks after them here
  it.each([
    ['every table', (name: string) => name !== 'store_holds'],
    ['the table of holds', (name: string) => name === 'store_holds'],
  ])('shows and yields no foreign row, on %s for every command', async (_, isOf) => {
    const chosen = tables.filter(isOf);
    const a = randomUUID();
    const b = randomUUID();

    const outcome = await rolledBack(async (manager) => {
      await manager.query('SET CONSTRAINTS ALL DEFERRED');
      for (const store of [a, b]) {
        for (const table of chosen)
          await insertAnyRow((sql, values) => manager.query(sql, values), table, store);
      }
      const leaks: string[] = [];
      for (const table of chosen) leaks.push(...(await attack(manager, table, a, b)));
      return leaks;
    });

    expect(outcome).toEqual([]);
  });
});

/** Runs as the platform and keeps nothing, so that rows need not fit together. */
async function rolledBack<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
  let outcome: T;
  const stop = new Error('roll back');
  await rooms
    .get(StoreConnections)
    .withoutStore(async (manager) => {
      await manager.query('SET LOCAL ROLE storehand_platform');
      outcome = await work(manager);
      throw stop;
    })
    .catch((error: unknown) => {
      if (error !== stop) throw error;
    });
  return outcome!;
}

/** Acts as store B on rows of store A with statements that filter nothing; returns what got through. */
async function attack(manager: EntityManager, table: string, a: string, b: string) {
  const leaks: string[] = [];
  await manager.query(`SAVEPOINT attack`);
  await manager.query(`SET LOCAL ROLE storehand_runtime`);
  await manager.query(`SELECT set_config('app.store_id', $1, true)`, [b]);
  const seen: { store_id: string }[] = await manager.query(`SELECT store_id FROM ${table}`);
  if (seen.length === 0) leaks.push(`${table}: its own row is hidden too`);
  if (seen.some(({ store_id }) => store_id !== b)) leaks.push(`${table}: SELECT`);
  const [, updated] = await manager.query(`UPDATE ${table} SET store_id = store_id`);
  if (updated !== seen.length) leaks.push(`${table}: UPDATE`);
  if (await passes(manager, `UPDATE ${table} SET store_id = $1`, a)) leaks.push(`${table}: move`);
  if (await passes(manager, `INSERT INTO ${table} (store_id) VALUES ($1)`, a)) {
    leaks.push(`${table}: INSERT`);
  }
  if (!(await isRefused(manager, `TRUNCATE ${table}`))) leaks.push(`${table}: TRUNCATE`);
  const [, deleted] = await manager.query(`DELETE FROM ${table}`);
  if (deleted !== seen.length) leaks.push(`${table}: DELETE`);
  await manager.query(`SET LOCAL ROLE storehand_platform`);
  const left: unknown[] = await manager.query(`SELECT 1 FROM ${table} WHERE store_id = $1`, [a]);
  if (left.length === 0) leaks.push(`${table}: a row of A is gone`);
  await manager.query(`ROLLBACK TO SAVEPOINT attack`);
  return leaks;
}

async function isRefused(manager: EntityManager, sql: string): Promise<boolean> {
  await manager.query('SAVEPOINT attempt');
  const error: unknown = await manager.query(sql).then(
    () => null,
    (reason: unknown) => reason,
  );
  await manager.query('ROLLBACK TO SAVEPOINT attempt');
  return String(error).includes('permission denied');
}

/** Whether a statement is let through; only the policy's own refusal counts as held. */
async function passes(manager: EntityManager, sql: string, store: string): Promise<boolean> {
  await manager.query('SAVEPOINT attempt');
  try {
    await manager.query(sql, [store]);
    return true;
  } catch (error) {
    return !String(error).includes('row-level security');
  } finally {
    await manager.query('ROLLBACK TO SAVEPOINT attempt');
  }
}
