import { Injectable } from '@nestjs/common';

import type { Database } from '../database/connections/database.js';
import { Databases } from '../database/connections/databases.js';
import { asMover, asPlatform } from '../database/roles.js';
import type { StoreScope } from '../scope/store-scope.js';
import { storeNotFound } from '../tenancy.errors.js';

/**
 * The row of a store in the database it lives in, beside that of the shared one, which finds it: all columns are the shared
 * one's but what is live, which belongs to the knowledge, and where it is.
 */
@Injectable()
export class StoreCopies {
  constructor(private readonly databases: Databases) {}

  /** Puts the row there, or makes it as the shared database has it. Does nothing where that is the same. */
  async put(to: Database, scope: StoreScope): Promise<void> {
    if (to === this.databases.shared) return;
    const [row] = (await this.databases.shared.alone(asPlatform, {
      text: `SELECT (to_jsonb(s) - 'live_release' || jsonb_build_object('placement', $2::text))::text AS row
             FROM stores s WHERE id = $1`,
      values: [scope.storeId, to.name],
      isKept: false,
    })) as { row: string }[];
    if (!row) throw storeNotFound(scope.storeId);
    const columns = Object.keys(JSON.parse(row.row) as object).map((column) => `"${column}"`);
    const changes = columns.map((column) => `${column} = excluded.${column}`);
    await to.alone(asMover(scope), {
      text: `INSERT INTO stores (${columns.join(', ')})
             SELECT ${columns.join(', ')} FROM jsonb_populate_record(NULL::stores, $2::jsonb) WHERE id = $1
             ON CONFLICT (id) DO UPDATE SET ${changes.join(', ')}`,
      values: [scope.storeId, row.row],
      isKept: false,
    });
  }

  /** What is live goes with the knowledge. */
  async putLive(from: Database, to: Database, scope: StoreScope): Promise<void> {
    const live = await this.liveIn(from, scope);
    await to.alone(asMover(scope), {
      text: `UPDATE stores SET live_release = $2 WHERE id = $1 RETURNING id`,
      values: [scope.storeId, live],
      isKept: false,
    });
  }

  /** Where the store does not live any more. */
  async remove(database: Database, scope: StoreScope): Promise<void> {
    if (database === this.databases.shared) return;
    await database.alone(asMover(scope), {
      text: `DELETE FROM stores WHERE id = $1 RETURNING id`,
      values: [scope.storeId],
      isKept: false,
    });
  }

  /** The number of the live release as a database has it; null for none, or where the store is not. */
  async liveIn(database: Database, scope: StoreScope): Promise<number | null> {
    const [row] = (await database.alone(asMover(scope), {
      text: `SELECT live_release AS live FROM stores WHERE id = $1`,
      values: [scope.storeId],
      isKept: false,
    })) as { live: number | null }[];
    return row?.live ?? null;
  }
}
