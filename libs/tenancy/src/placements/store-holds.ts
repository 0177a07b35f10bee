import { Injectable } from '@nestjs/common';

import type { Database } from '../database/connections/database.js';
import { asMover } from '../database/roles.js';
import type { StoreScope } from '../scope/store-scope.js';
import { platformEnterLock, storeEnterLock } from './hold-sql.js';

/**
 * Why a database does not let a store write: its rows are `arriving` and do not count yet, it is `moving` away from here, or
 * it `left` and its rows are the way back.
 */
export type HoldReason = 'arriving' | 'moving' | 'left';

/** How long work that had begun may take to end. */
const drainWithinMs = 20_000;

/** Holds a store in one database: from then on nothing of it is written there, and the platform passes it over. */
@Injectable()
export class StoreHolds {
  /** Takes effect for what begins after it; `drain` waits for the rest. */
  async hold(database: Database, scope: StoreScope, reason: HoldReason): Promise<void> {
    await this.rows(database, scope, {
      text: `INSERT INTO store_holds (store_id, reason) VALUES ($1, $2)
             ON CONFLICT (store_id) DO UPDATE SET reason = excluded.reason, held_at = now()`,
      values: [scope.storeId, reason],
    });
  }

  async release(database: Database, scope: StoreScope): Promise<void> {
    await this.rows(database, scope, {
      text: `DELETE FROM store_holds WHERE store_id = $1`,
      values: [scope.storeId],
    });
  }

  async find(database: Database, scope: StoreScope): Promise<HoldReason | null> {
    const [row] = await this.rows(database, scope, {
      text: `SELECT reason FROM store_holds WHERE store_id = $1`,
      values: [scope.storeId],
    });
    return (row as { reason: HoldReason } | undefined)?.reason ?? null;
  }

  /** Waits for all work that had begun before the store was held. Throws where some of it does not end. */
  async drain(database: Database, scope: StoreScope): Promise<void> {
    await database.begin(asMover(scope), async (open) => {
      const values: unknown[] = [];
      const lock = (text: string, params = values) =>
        open.rows({ text, values: params, isKept: false });
      await lock(`SELECT set_config('lock_timeout', '${drainWithinMs}', true)`);
      await lock(`SELECT pg_advisory_xact_lock(${storeEnterLock('$1::uuid')})`, [scope.storeId]);
      await lock(`SELECT pg_advisory_xact_lock(${platformEnterLock})`);
    });
  }

  private rows(
    database: Database,
    scope: StoreScope,
    statement: { text: string; values: unknown[] },
  ): Promise<unknown[]> {
    return database.alone(asMover(scope), { ...statement, isKept: false });
  }
}
