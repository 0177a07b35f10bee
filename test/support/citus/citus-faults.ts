import type pg from 'pg';

import type { Distribution } from './read-distribution.js';

interface Key {
  table: string;
  definition: string;
  /** Whether (store_id) is a plain column of it. */
  has_store: boolean;
}

interface Reference {
  name: string;
  table: string;
  target: string;
  by_store: boolean;
  on_delete: string;
  on_update: string;
}

/**
 * What Citus would refuse about the schema that the client sees, spread as said (Citus documentation, "Creating and
 * Modifying Distributed Objects", and what `create_distributed_table` checks): one line a fault.
 */
export async function citusFaults(client: pg.Client, spread: Distribution): Promise<string[]> {
  const all = [...spread.distributed, ...spread.reference, ...spread.local];
  const tables = await rowsOf<{ name: string }>(client, TABLES);
  const names = tables.map(({ name }) => name);
  return [
    ...names.filter((name) => all.filter((one) => one === name).length !== 1).map(notOnce),
    ...all.filter((name) => !names.includes(name)).map((name) => `${name}: is no table`),
    ...(await rowsOf<Key>(client, KEYS))
      .filter(({ table, has_store }) => spread.distributed.includes(table) && !has_store)
      .map(({ table, definition }) => `${table}: without the store: ${definition}`),
    ...(await unfit(client, spread)),
    ...(await rowsOf<Reference>(client, REFERENCES)).flatMap((one) => badReference(one, spread)),
  ];
}

const notOnce = (name: string) =>
  `${name}: say once in docker/citus/distribute.sql whether it is distributed, reference or local`;

async function rowsOf<T extends object>(client: pg.Client, sql: string): Promise<T[]> {
  return (await client.query<T>(sql)).rows;
}

const TABLES = `SELECT relname AS name FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1`;

/** Primary keys, unique constraints and indexes, and exclusions. An expression is no column (0). */
const KEYS = `SELECT i.indrelid::regclass::text AS table, pg_get_indexdef(i.indexrelid) AS definition,
    EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attname = 'store_id'
              AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])) AS has_store
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
  WHERE i.indisunique OR i.indisexclusion ORDER BY 2`;

const REFERENCES = `SELECT f.conname AS name, f.conrelid::regclass::text AS table,
    f.confrelid::regclass::text AS target, f.confdeltype AS on_delete, f.confupdtype AS on_update,
    EXISTS (SELECT FROM unnest(f.conkey, f.confkey) AS pair (own, other)
      JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = pair.own AND a.attname = 'store_id'
      JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = pair.other AND b.attname = 'store_id') AS by_store
  FROM pg_constraint f WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace ORDER BY 1`;

/** What a table has or lacks by itself. */
const UNFIT = `SELECT c.relname AS table, fault FROM pg_class c, LATERAL (
    SELECT 'has no primary key' WHERE NOT EXISTS (
      SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
    UNION ALL SELECT 'its store_id is no uuid that is never null' WHERE NOT EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'store_id' AND a.attnotnull
        AND a.atttypid = 'uuid'::regtype AND NOT a.attisdropped)
    UNION ALL SELECT 'is temporary, a partition or inherits'
      WHERE c.relpersistence = 't' OR EXISTS (SELECT FROM pg_inherits h WHERE c.oid IN (h.inhrelid, h.inhparent))
    UNION ALL SELECT 'has a rule ' || r.rulename FROM pg_rewrite r WHERE r.ev_class = c.oid
    UNION ALL SELECT 'counts by itself: ' || a.attname FROM pg_attribute a
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = c.oid AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval%')
    UNION ALL SELECT 'a policy asks: ' || p.polname FROM pg_policy p
      WHERE p.polrelid = c.oid AND concat(pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)) ~* 'select'
    UNION ALL SELECT 'has a trigger of rows by name: ' || t.tgname FROM pg_trigger t
      WHERE t.tgrelid = c.oid AND NOT t.tgisinternal
        AND (t.tgoldtable IS NOT NULL OR t.tgnewtable IS NOT NULL)) AS found (fault)
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1, 2`;

async function unfit(client: pg.Client, { distributed }: Distribution): Promise<string[]> {
  const found = await rowsOf<{ table: string; fault: string }>(client, UNFIT);
  return found
    .filter(({ table }) => distributed.includes(table))
    .map(({ table, fault }) => `${table}: ${fault}`);
}

function badReference(reference: Reference, spread: Distribution): string[] {
  const { name, table, target, by_store, on_delete, on_update } = reference;
  const order = [...spread.reference, ...spread.distributed];
  const faults = [
    spread.local.includes(table) || spread.local.includes(target) ? 'joins a local table' : '',
    spread.reference.includes(table) && spread.distributed.includes(target)
      ? 'leads from a reference table to a distributed one'
      : '',
    spread.distributed.includes(target) && !by_store ? 'without the store' : '',
    order.indexOf(target) > order.indexOf(table) ? 'to a table that is spread later' : '',
    // n: set null, d: set default, c: cascade
    /[nd]/.test(on_delete) || /[ndc]/.test(on_update) ? 'changes the store of a row' : '',
  ];
  return faults.filter(Boolean).map((fault) => `${table}: ${name}: ${fault}`);
}
