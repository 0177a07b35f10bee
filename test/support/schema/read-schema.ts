import type pg from 'pg';

interface Table {
  /** By their names the types, with a question mark where a row may leave the column out. */
  columns: Record<string, string>;
  /** What a statement may group by to name all other columns. */
  key: string;
  /** The sets of columns that are unique together, which ON CONFLICT names. */
  unique: string[];
}

/** What statements rely on, by table. */
export type Schema = Record<string, Table>;

const COLUMNS = `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
    NOT a.attnotnull OR a.atthasdef OR a.attidentity <> '' AS "isFree"
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1, 2`;

const UNIQUE = `SELECT c.relname AS table,
    regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING \\w+ ', '') AS columns,
    i.indisprimary AS "isKey"
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
  WHERE i.indisunique AND i.indisvalid ORDER BY 1, 2`;

interface Column {
  table: string;
  name: string;
  type: string;
  isFree: boolean;
}

export async function readSchema(client: pg.Client): Promise<Schema> {
  const columns = await client.query<Column>(COLUMNS);
  const unique = await client.query<{ table: string; columns: string; isKey: boolean }>(UNIQUE);
  const schema: Schema = {};
  for (const { table, name, type, isFree } of columns.rows) {
    const known = (schema[table] ??= { columns: {}, key: '', unique: [] });
    known.columns[name] = isFree ? `${type}?` : type;
  }
  for (const { table, columns: set, isKey } of unique.rows) {
    const known = schema[table];
    if (!known) continue;
    if (isKey) known.key = set;
    if (!known.unique.includes(set)) known.unique.push(set);
  }
  return schema;
}

/** What a version that was written for `before` would fail at on `now`: one line each. */
export function brokenFor(before: Schema, now: Schema): string[] {
  return Object.entries(before).flatMap(([table, was]) => {
    const is = now[table];
    if (!is) return [`${table} is gone`];
    const changed = Object.entries(was.columns).flatMap(([name, type]) => {
      const found = is.columns[name];
      if (found === undefined) return [`${table}.${name} is gone`];
      return found === type || found === `${type}?`
        ? []
        : [`${table}.${name} is ${found}, not ${type}`];
    });
    const asked = Object.keys(is.columns)
      .filter((name) => was.columns[name] === undefined && !is.columns[name]?.endsWith('?'))
      .map((name) => `${table}.${name} must be given, and is not known yet`);
    const lost = was.unique
      .filter((set) => !is.unique.includes(set))
      .map((set) => `${table} ${set} is not unique any more`);
    const key = is.key === was.key ? [] : [`${table} has another key than ${was.key}`];
    return [...changed, ...asked, ...lost, ...key];
  });
}
