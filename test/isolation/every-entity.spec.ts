import { AgentModule } from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { PlatformRepository, StoreConnections } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';

import { openRooms } from '../support/rooms.js';

/** Tables that belong to no store, each with what makes that harmless and is checked below. */
const exemptions: Readonly<Record<string, 'is the store itself' | 'is closed to the runtime'>> = {
  stores: 'is the store itself',
  storehand_migrations: 'is closed to the runtime',
  crawl_hosts: 'is closed to the runtime',
  limit_counts: 'is closed to the runtime',
  isolation_checks: 'is closed to the runtime',
  audit_entries: 'is closed to the runtime',
  erasure_receipts: 'is closed to the runtime',
  write_probe: 'is closed to the runtime',
};

interface Table {
  name: string;
  has_store_id: boolean;
  is_secured: boolean;
  is_open: boolean;
}

let rooms: TestingModule;
let tables: Table[];

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule, AgentModule] });
  tables = await rooms.get(PlatformRepository).rows<Table>(
    `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS is_secured,
         EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'store_id'
                   AND a.attnotnull AND NOT a.attisdropped) AS has_store_id,
         has_table_privilege('storehand_runtime', c.oid, 'SELECT, INSERT, UPDATE, DELETE') AS is_open
       FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'f')
       ORDER BY 1`,
  );
});
afterAll(() => rooms.close());

const entities = () => rooms.get<DataSource>(getDataSourceToken()).entityMetadatas;

describe('every table', () => {
  it('has a store that is never null, or an exemption that still holds', () => {
    const loose = tables.filter(({ name, has_store_id }) => !has_store_id && !exemptions[name]);

    expect(tables.length).toBeGreaterThan(8);
    expect(loose).toEqual([]);
    expect(
      Object.keys(exemptions).filter((name) => !tables.some((one) => one.name === name)),
    ).toEqual([]);
  });

  it('is secured where the runtime can reach it', () => {
    expect(tables.filter(({ is_open, is_secured }) => is_open && !is_secured)).toEqual([]);
    for (const { name, is_open } of tables) {
      if (exemptions[name] === 'is closed to the runtime')
        expect({ name, is_open }).toEqual({ name, is_open: false });
    }
  });
});

describe('every entity', () => {
  it('carries its store in its metadata, and has a table of a store', () => {
    const found = entities().filter(({ tableName }) => tableName !== 'stores');
    const loose = found.filter(({ columns, tableName }) => {
      const column = columns.find(({ databaseName }) => databaseName === 'store_id');
      return (
        !column || column.isNullable || !tables.find(({ name }) => name === tableName)?.is_secured
      );
    });

    expect(found.length).toBeGreaterThan(5);
    expect(loose.map(({ tableName }) => tableName)).toEqual([]);
  });

  it('leads to no other, so that none can be loaded along without its store', () => {
    expect(entities().flatMap(({ relations }) => relations)).toEqual([]);
  });
});

describe('the store itself', () => {
  it('is seen, changed and erased by nobody but itself', async () => {
    const connections = rooms.get(StoreConnections);
    const [a, b] = [crypto.randomUUID(), crypto.randomUUID()];
    const stop = new Error('roll back');
    const counts: Record<string, number> = {};

    const attempt = connections.withoutStore(async (manager) => {
      await manager.query('SET LOCAL ROLE storehand_platform');
      await manager.query(`INSERT INTO stores (id, name) VALUES ($1, 'A'), ($2, 'B')`, [a, b]);
      await manager.query('SET LOCAL ROLE storehand_runtime');
      await manager.query(`SELECT set_config('app.store_id', $1, true)`, [b]);
      counts['seen'] = ((await manager.query('SELECT id FROM stores')) as unknown[]).length;
      for (const sql of [`UPDATE stores SET name = 'taken'`, 'DELETE FROM stores']) {
        const [, count] = (await manager.query(sql)) as [unknown[], number];
        counts[sql.slice(0, 6)] = count;
      }
      throw stop;
    });

    await expect(attempt).rejects.toBe(stop);
    expect(counts).toEqual({ seen: 1, UPDATE: 1, DELETE: 1 });
  });
});
