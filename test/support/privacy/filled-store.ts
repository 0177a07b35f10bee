import { randomUUID } from 'node:crypto';

import { type Ask, storeTables } from '@app/tenancy';
import type { ObjectLiteral } from 'typeorm';

import { insertAnyRow } from '../../isolation/any-row.js';

interface Column {
  name: string;
  type: string;
}

interface Reference {
  columns: string[];
  parent: string;
  parentColumns: string[];
}

/**
 * Gives a store a row in every table that it has, with a marker in every column that takes one. Rows refer to each other as
 * the tables ask for; returns the tables.
 */
export async function fillStore(
  ask: Ask,
  storeId: string,
  marker: string,
  only?: readonly string[],
): Promise<string[]> {
  const tables = (await storeTables(ask))
    .map(({ name }) => name)
    .filter((name) => name !== 'stores' && (only?.includes(name) ?? true));
  const parentsFirst = tables.toReversed();
  if (!only) await mark(ask, { table: 'stores', column: 'id', storeId, kept: [] }, marker);
  for (const table of parentsFirst) {
    const given = await referred(ask, table, storeId);
    await insertAnyRow((sql, params) => ask(sql, params), table, storeId, given);
    await mark(ask, { table, column: 'store_id', storeId, kept: Object.keys(given) }, marker);
  }
  return tables;
}

/** The columns of its foreign keys, with the values of a row of the store that they may refer to. */
async function referred(
  ask: Ask,
  table: string,
  storeId: string,
): Promise<Record<string, unknown>> {
  const references = await ask<Reference & ObjectLiteral>(
    `SELECT k.confrelid::regclass::text AS parent,
       ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u(num, i)
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY i) AS columns,
       ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u(num, i)
             JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num ORDER BY i) AS "parentColumns"
     FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = $1::regclass AND k.conrelid <> k.confrelid`,
    [table],
  );
  const given: Record<string, unknown> = {};
  for (const { columns, parent, parentColumns } of references) {
    const [row] = await ask<Record<string, unknown>>(
      `SELECT * FROM ${parent} WHERE ${parent === 'stores' ? 'id' : 'store_id'} = $1 LIMIT 1`,
      [storeId],
    );
    columns.forEach((column, i) => {
      if (column !== 'store_id') given[column] = row?.[String(parentColumns[i])];
    });
  }
  return given;
}

interface MarkedRows {
  table: string;
  /** Names the store. */
  column: string;
  storeId: string;
  kept: readonly string[];
}

/** Where a rule of the table refuses the marker, the column stays as it is. */
async function mark(ask: Ask, rows: MarkedRows, marker: string): Promise<void> {
  const { table, column, storeId, kept } = rows;
  const columns = await ask<Column>(
    `SELECT attname::text AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  for (const { name, type } of columns) {
    const value = marked(type, marker);
    if (value === undefined || kept.includes(name)) continue;
    await ask(`UPDATE ${table} SET "${name}" = $2 WHERE ${column} = $1 RETURNING 1 AS one`, [
      storeId,
      value,
    ]).catch(() => undefined);
  }
}

function marked(type: string, marker: string): unknown {
  if (type === 'text') return `${marker} ${randomUUID()}`;
  if (type === 'text[]') return [marker];
  if (type === 'jsonb') return JSON.stringify({ said: marker });
  if (type === 'bytea') return Buffer.from(`${marker} ${randomUUID()}`);
  return undefined;
}
