import { Injectable } from '@nestjs/common';

import type { Database } from '../../database/connections/database.js';
import { withoutStore } from '../../database/roles.js';
import { storeTables } from '../../database/store-tables.js';

/** Of the shared database alone: what finds a store, and what is told of it when it is gone. */
const directoryTables = ['stores', 'api_keys', 'store_moves'];

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
}

const rowsAtOnce = 200;
const filesAtOnce = 4;

const DETAILS = `
  SELECT c.relname AS name,
    (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL)) ORDER BY a.attname)
     FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    (SELECT json_agg(json_build_object('column', a.attname, 'type', format_type(a.atttypid, NULL)) ORDER BY k.n)
     FROM pg_constraint p, unnest(p.conkey) WITH ORDINALITY AS k (attnum, n), pg_attribute a
     WHERE p.conrelid = c.oid AND p.contype = 'p' AND a.attrelid = c.oid AND a.attnum = k.attnum) AS key
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relname::text = ANY ($1::text[])
  ORDER BY array_position($1::text[], c.relname::text)`;

/** The tables of the catalogue whose rows go with their store, with what is needed to copy them; parents come first. */
@Injectable()
export class StoreTables {
  async list(database: Database): Promise<StoreTable[]> {
    const ask = async <T>(text: string, values: readonly unknown[] = []) =>
      (await database.alone(withoutStore, { text, values: [...values], isKept: false })) as T[];
    const names = (await storeTables(ask))
      .map(({ name }) => name)
      .filter((name) => !directoryTables.includes(name))
      .toReversed();
    return (await ask<TableRow>(DETAILS, [names])).map(toStoreTable);
  }
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
