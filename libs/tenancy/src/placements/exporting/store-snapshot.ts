import type { Database } from '../../database/connections/database.js';
import type { OpenTransaction } from '../../database/open-transaction.js';
import type { StoreScope } from '../../scope/store-scope.js';
import { storeMoving, storeNotFound } from '../../tenancy.errors.js';
import { storesTable } from '../capsules/capsule-format.js';
import type { SealedColumn } from '../capsules/sealed-columns.js';
import type { KeptModel } from '../capsules/vector-models.js';
import { asCopier } from '../copying/as-copier.js';
import type { StoreTable } from '../copying/store-tables.js';
import { digestSql, type TableDigest } from '../copying/table-rows.js';

/** Rows as text that are held at once, about. */
const bytesAtOnce = 4 * 1024 * 1024;
const rowsAtOnce = 200;

/** All rows of a store as they were at one moment, read in batches. */
export class StoreSnapshot {
  private constructor(
    private readonly open: OpenTransaction,
    private readonly storeId: string,
  ) {}

  /** For as long as `work` runs; on the embedded database everybody else waits for its end. */
  static take<T>(
    database: Database,
    scope: StoreScope,
    work: (snapshot: StoreSnapshot) => Promise<T>,
  ): Promise<T> {
    return database.begin({ ...asCopier(scope), isOfOneMoment: true }, async (open) => {
      const snapshot = new StoreSnapshot(open, scope.storeId);
      await snapshot.expectHome();
      return work(snapshot);
    });
  }

  /** The store's own row, without where it lives. Throws TENANCY_STORE_NOT_FOUND. */
  async ownRow(): Promise<string> {
    const [row] = await this.ask<{ row: string }>(
      `SELECT (to_jsonb(s) - 'placement')::text AS row FROM stores s WHERE s.id = $1`,
    );
    if (!row) throw storeNotFound(this.storeId);
    return row.row;
  }

  async liveRelease(): Promise<number | null> {
    const [row] = await this.ask<{ live: number | null }>(
      `SELECT live_release AS live FROM stores WHERE id = $1`,
    );
    return row?.live ?? null;
  }

  keys(): Promise<string[]> {
    return this.ask<{ row: string }>(KEYS_SQL).then((rows) => rows.map(({ row }) => row));
  }

  models(sql: string): Promise<KeptModel[]> {
    return this.ask<KeptModel>(sql);
  }

  /** How many rows have something there. */
  async countSealed({ table, column }: SealedColumn): Promise<number> {
    const own = table === storesTable ? 't.id = $1' : 't.store_id = $1';
    const [row] = await this.ask<{ count: number }>(
      `SELECT count(*)::int AS count FROM "${table}" t WHERE ${own} AND t."${column}" IS NOT NULL`,
    );
    return row?.count ?? 0;
  }

  async digest(table: StoreTable): Promise<TableDigest> {
    const [digest] = await this.ask<TableDigest>(digestSql(table));
    return digest as TableDigest;
  }

  /** The rows of one table as JSON that the database wrote, a batch at a time. */
  async *rows(table: StoreTable): AsyncGenerator<string[]> {
    const atOnce = await this.atOnce(table);
    await this.ask(
      `DECLARE capsule_rows NO SCROLL CURSOR FOR
       SELECT to_jsonb(t)::text AS row FROM "${table.name}" t WHERE t.store_id = $1`,
    );
    for (;;) {
      const rows = await this.send<{ row: string }>(`FETCH ${atOnce} IN capsule_rows`);
      if (rows.length > 0) yield rows.map(({ row }) => row);
      if (rows.length < atOnce) break;
    }
    await this.send('CLOSE capsule_rows');
  }

  /** By the largest row, where one may hold a file. */
  private async atOnce({ name, atOnce }: StoreTable): Promise<number> {
    if (atOnce >= rowsAtOnce) return rowsAtOnce;
    const [row] = await this.ask<{ bytes: number }>(
      `SELECT coalesce(max(pg_column_size(t.*)), 0)::int AS bytes FROM "${name}" t WHERE t.store_id = $1`,
    );
    // two digits a byte
    const largest = Math.max(1, 2 * (row?.bytes ?? 0));
    return Math.min(rowsAtOnce, Math.max(1, Math.floor(bytesAtOnce / largest)));
  }

  /** Rows that are not all there yet, or not the newest any more, are no store. */
  private async expectHome(): Promise<void> {
    const [held] = await this.ask<{ reason: string }>(
      `SELECT reason FROM store_holds WHERE store_id = $1 AND reason IN ('arriving', 'left')`,
    );
    if (held) throw storeMoving(this.storeId);
  }

  private ask<T>(text: string): Promise<T[]> {
    return this.send<T>(text, [this.storeId]);
  }

  private async send<T>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.open.rows({ text, values, isKept: false })) as T[];
  }
}

export const KEYS_SQL = `SELECT to_jsonb(k)::text AS row FROM api_keys k WHERE k.store_id = $1 ORDER BY k.created_at, k.id`;
