import { Injectable } from '@nestjs/common';

import type { Database } from '../../database/connections/database.js';
import { withoutStore } from '../../database/roles.js';

/** Of the shared database alone: what finds a store, and what is told of it when it is gone. */
const directoryTables = ['api_keys', 'store_holds', 'store_moves'];

/** One table whose rows go with their store. */
export interface StoreTable {
  name: string;
  /** What is written; generated columns are not. */
  columns: string[];
  key: { column: string; type: string }[];
  /** Rows of one statement: fewer where a row may hold a file. */
  atOnce: number;
  /** SQL of 32 hex digits that differ where the row does, alike on every database; of a row `t`. */
  hash: string;
}

interface TableRow {
  name: string;
  columns: { name: string; type: string }[];
  key: { column: string; type: string }[];
  references: string[];
}

const rowsAtOnce = 200;
const filesAtOnce = 4;

/** What makes two databases write a row alike. */
export const PLAIN_SETTINGS = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
} as const;

const TABLES = `
  SELECT c.relname AS name,
    (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL)) ORDER BY a.attname)
     FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    (SELECT json_agg(json_build_object('column', a.attname, 'type', format_type(a.atttypid, NULL)) ORDER BY k.n)
     FROM pg_constraint p, unnest(p.conkey) WITH ORDINALITY AS k (attnum, n), pg_attribute a
     WHERE p.conrelid = c.oid AND p.contype = 'p' AND a.attrelid = c.oid AND a.attnum = k.attnum) AS key,
    ARRAY(SELECT DISTINCT r.relname::text FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
          WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS references
  FROM pg_class c
  JOIN pg_attribute s ON s.attrelid = c.oid AND s.attname = 'store_id' AND NOT s.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND NOT c.relname = ANY ($1)
  ORDER BY 1`;

/** Finds the tables in the catalogue, so that a new one cannot be missed; those that others refer to come first. */
@Injectable()
export class StoreTables {
  async list(database: Database): Promise<StoreTable[]> {
    const rows = (await database.alone(withoutStore, {
      text: TABLES,
      values: [directoryTables],
      isKept: false,
    })) as TableRow[];
    return inOrder(rows).map(toStoreTable);
  }
}

function inOrder(rows: readonly TableRow[]): TableRow[] {
  const left = new Map(rows.map((row) => [row.name, row]));
  const ordered: TableRow[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter((row) => !row.references.some((name) => left.has(name)));
    if (free.length === 0)
      throw new Error(`Tables refer to each other: ${[...left.keys()].join()}`);
    for (const row of free) left.delete(row.name);
    ordered.push(...free);
  }
  return ordered;
}

const toStoreTable = ({ name, columns, key }: TableRow): StoreTable => ({
  name,
  columns: columns.map((column) => column.name),
  key,
  atOnce: columns.some(({ type }) => type === 'bytea') ? filesAtOnce : rowsAtOnce,
  hash: `md5(ROW(${columns.map(({ name: column, type }) => printed(column, type)).join(', ')})::text)`,
});

/** Numbers of a vector and bytes are hashed as they are kept: to write them out takes longer than all else. */
function printed(column: string, type: string): string {
  if (type === 'vector') return `md5(vector_send(t."${column}"))`;
  return type === 'bytea' ? `md5(t."${column}")` : `t."${column}"`;
}
