import { randomUUID } from 'node:crypto';

interface Column {
  name: string;
  type: string;
  isArray: boolean;
  checks: string | null;
}

type Query = (sql: string, params: unknown[]) => Promise<unknown>;

/**
 * Fills what a table requires with values made from its column types and checks, so that a new table needs no care; `given`
 * are columns with values of the caller's.
 */
export async function insertAnyRow(
  query: Query,
  table: string,
  store: string,
  given: Record<string, unknown> = {},
): Promise<void> {
  const required = (await query(
    `SELECT a.attname AS name, format_type(coalesce(nullif(t.typelem, 0), t.oid), NULL) AS type,
       t.typcategory = 'A' AS "isArray",
       (SELECT string_agg(pg_get_constraintdef(k.oid), ' ' ORDER BY cardinality(k.conkey)) FROM pg_constraint k
        WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)) AS checks
     FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
     WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull
       AND NOT a.atthasdef AND a.attgenerated = '' AND a.attname <> 'store_id'`,
    [table],
  )) as Column[];
  const columns = required.filter(({ name }) => !(name in given));
  const names = ['store_id', ...columns.map(({ name }) => name), ...Object.keys(given)];
  const values = [store, ...columns.map(anyValue), ...Object.values(given)];
  const marks = values.map((_, i) => `$${i + 1}`);
  await query(
    `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${marks.join(', ')})`,
    values,
  );
}

function anyValue({ type, isArray, checks }: Column): unknown {
  if (isArray) return [];
  const [, literal] = /'([^']+)'::text/.exec(checks ?? '') ?? [];
  if (literal) return literal;
  const made: Record<string, () => unknown> = {
    uuid: randomUUID,
    text: randomUUID,
    bytea: () => Buffer.from(randomUUID()),
    integer: () => 1,
    smallint: () => 1,
    bigint: () => 1,
    real: () => 0.5,
    'double precision': () => 0.5,
    boolean: () => true,
    jsonb: () => '{}',
    vector: () => '[1,2,3]',
    sparsevec: () => '{1:1}/10',
    'timestamp with time zone': () => new Date(),
  };
  const make = made[type];
  if (!make) throw new Error(`No sample value for columns of type ${type}; add one to this spec.`);
  return make();
}
