import type { Ask } from '../database/store-tables.js';

/** What opens something: hashes of keys, codes and tokens, and what is sealed. A spec holds it against the catalogue. */
const secrets = /^(credentials|secrets?|sealed_.+|key_hash|code_hash|token_hash)$/;

/** Of rows that may hold a whole file, few are in memory at once. */
const ofFiles = 4;
const ofOthers = 200;

export interface ExportedTable {
  name: string;
  /** Names the store. */
  column: string;
  /** What tells its rows apart within a store, with their types. */
  key: { name: string; type: string }[];
  /** Columns that stay here. */
  left: string[];
  atOnce: number;
}

interface Column {
  name: string;
  type: string;
}

/** How a table is read in pieces: along a unique index that the store leads. */
export async function exportedTable(ask: Ask, name: string): Promise<ExportedTable> {
  const [columns, indexes] = await Promise.all([
    ask<Column>(COLUMNS, [name]),
    ask<{ names: string[] }>(INDEXES, [name]),
  ]);
  const column = name === 'stores' ? 'id' : 'store_id';
  const index = indexes.map(({ names }) => names).find(([first]) => first === column);
  if (!index) throw new Error(`Table ${name} has no unique index that begins with ${column}.`);
  const left = columns.map((one) => one.name).filter((one) => secrets.test(one));
  const hasFiles = columns.some(({ name: one, type }) => type === 'bytea' && !left.includes(one));
  return {
    name,
    column,
    key: index.slice(1).map((one) => ({
      name: one,
      type: String(columns.find((other) => other.name === one)?.type),
    })),
    left,
    atOnce: hasFiles ? ofFiles : ofOthers,
  };
}

const COLUMNS = `SELECT attname::text AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`;

/** The narrowest first. */
const INDEXES = `SELECT ARRAY(SELECT a.attname::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY u (num, place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.num ORDER BY place) AS names
  FROM pg_index i
  WHERE i.indrelid = $1::regclass AND i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL
    AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) AND NOT a.attnotnull)
  ORDER BY i.indnkeyatts, i.indexrelid`;
