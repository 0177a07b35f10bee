import type { Database } from '../../database/connections/database.js';
import type { Entry } from '../../database/whole-transaction.js';
import type { StoreScope } from '../../scope/store-scope.js';
import { asCopier } from './as-copier.js';
import type { StoreTable } from './store-tables.js';

/** A store's rows of one table in one database, written as JSON by the database itself so that nothing is rounded. */
export class TableRows {
  private readonly entry: Entry;
  private readonly storeId: string;

  constructor(
    private readonly database: Database,
    scope: StoreScope,
    private readonly table: StoreTable,
  ) {
    this.entry = asCopier(scope);
    this.storeId = scope.storeId;
  }

  /** How many rows there are, and what they all hash to. */
  async digest(): Promise<TableDigest> {
    const [row] = await this.rows<TableDigest>(digestSql(this.table));
    return row as TableDigest;
  }

  /** The hash of each row by its key, of one of so many parts, told apart by the key. */
  async hashes({ part, parts }: Part): Promise<Map<string, string>> {
    const rows = await this.rows<{ key: string; hash: string }>(
      `SELECT ${this.keyJson} AS key, ${this.table.hash} AS hash FROM "${this.table.name}" t
       WHERE t.store_id = $1
         AND ($3::int = 1 OR (hashtextextended(${this.keyJson}, 0) & 1048575) % $3::int = $2::int)`,
      [part, parts],
    );
    return new Map(rows.map(({ key, hash }) => [key, hash]));
  }

  /** The rows of some keys as the text of one JSON array. */
  async read(keys: readonly string[]): Promise<string> {
    const [row] = await this.rows<{ json: string }>(
      `SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]')::text AS json
       FROM "${this.table.name}" t WHERE t.store_id = $1 AND ${this.isOf('$2')}`,
      [toJson(keys)],
    );
    return (row as { json: string }).json;
  }

  /** Puts rows there as `read` gives them, in place of those with their keys. Foreign keys have to be met. */
  async write(json: string): Promise<void> {
    const { name, columns, key } = this.table;
    const quoted = columns.map((column) => `"${column}"`);
    const isKey = (column: string) => key.some((one) => one.column === column);
    const changed = columns.filter((column) => !isKey(column));
    const update = changed.map((column) => `"${column}" = excluded."${column}"`).join(', ');
    await this.rows(
      `INSERT INTO "${name}" (${quoted.join(', ')})
       SELECT ${quoted.join(', ')} FROM jsonb_populate_recordset(NULL::"${name}", $2::jsonb) AS given
       WHERE given.store_id = $1 AND ${isArriving}
       ON CONFLICT (${key.map(({ column }) => `"${column}"`).join(', ')})
       DO ${update === '' ? 'NOTHING' : `UPDATE SET ${update}`}`,
      [json],
    );
  }

  async remove(keys: readonly string[]): Promise<void> {
    await this.rows(
      `DELETE FROM "${this.table.name}" t WHERE t.store_id = $1 AND ${isArriving} AND ${this.isOf('$2')}`,
      [toJson(keys)],
    );
  }

  private get keyJson(): string {
    return `jsonb_build_array(${this.table.key.map(({ column }) => `t."${column}"`).join(', ')})::text`;
  }

  private isOf(param: string): string {
    const columns = this.table.key.map(({ column }) => `t."${column}"`).join(', ');
    const given = this.table.key.map(({ type }, i) => `(j ->> ${i})::${type}`).join(', ');
    return `(${columns}) IN (SELECT ${given} FROM jsonb_array_elements(${param}::jsonb) AS j)`;
  }

  private async rows<T>(text: string, params: readonly unknown[] = []): Promise<T[]> {
    const values = [this.storeId, ...params];
    return (await this.database.alone(this.entry, { text, values, isKept: false })) as T[];
  }
}

/** The `TableDigest` of a store's rows of one table. */
export const digestSql = ({ name, hash }: StoreTable): string =>
  `SELECT count(*)::int AS rows, md5(coalesce(string_agg(hash, '' ORDER BY hash COLLATE "C"), '')) AS hash
   FROM (SELECT ${hash} AS hash FROM "${name}" t WHERE t.store_id = $1) hashed`;

/** Somebody who was held up for so long that another has gone on must not write where the store lives by now. */
const isArriving = `EXISTS (SELECT FROM store_holds WHERE store_id = $1 AND reason = 'arriving')`;

export interface TableDigest {
  rows: number;
  /** 32 hex digits over all rows, whatever their order. */
  hash: string;
}

interface Part {
  part: number;
  parts: number;
}

const toJson = (keys: readonly string[]): string => `[${keys.join(',')}]`;
