import { Injectable } from '@nestjs/common';
import type { ObjectLiteral } from 'typeorm';

import { againWhilePassing, isPassing } from '../../database/passing-errors.js';
import { PlatformRepository } from '../../database/platform.repository.js';
import { StoreConnections } from '../../database/store-connections.js';
import { type Ask, type StoreTable, storeTables } from '../../database/store-tables.js';
import type { StoreScope } from '../../scope/store-scope.js';

/** Rows of one statement: it ends well within its time, and nobody waits long behind it. */
const atOnce = 2_000;
export type OnErased = (table: string, rows: number) => Promise<void>;

/**
 * Erases the rows of a store: a table after the other in small pieces, then what is left and the store itself in one
 * transaction, which holds the store's row so that nobody can add to it; then what finds it in the shared database. Only the
 * catalogue is asked as the platform.
 */
@Injectable()
export class RowEraser {
  constructor(
    private readonly connections: StoreConnections,
    private readonly platform: PlatformRepository,
  ) {}

  async erase(scope: StoreScope, onErased: OnErased): Promise<void> {
    const tables = await storeTables(this.catalogue);
    const ask = this.asStore(scope);
    for (const table of tables.slice(0, -1)) await this.inPieces(ask, scope, table, onErased);
    await this.atLast(scope, tables, onErased);
    const directory = this.asStore(this.connections.inDirectory(scope));
    for (const table of tables) await this.inPieces(directory, scope, table, onErased);
  }

  /** Rows that are left of each table, wherever they are. */
  async count(scope: StoreScope): Promise<Map<string, number>> {
    const left = new Map<string, number>();
    const tables = await storeTables(this.catalogue);
    for (const ask of [this.asStore(scope), this.asStore(this.connections.inDirectory(scope))]) {
      for (const { name, column } of tables) {
        const [row] = await ask<{ rows: number }>(
          `SELECT count(*)::integer AS rows FROM "${name}" WHERE ${column} = $1`,
          [scope.storeId],
        );
        left.set(name, Math.max(left.get(name) ?? 0, row?.rows ?? 0));
      }
    }
    return left;
  }

  private async inPieces(ask: Ask, scope: StoreScope, table: StoreTable, onErased: OnErased) {
    let rows: number;
    do {
      rows = await deleteSome(ask, scope, table, atOnce).catch((error: unknown) => {
        if (!isPassing(error)) throw error;
        return 0;
      });
      await onErased(table.name, rows);
    } while (rows === atOnce);
  }

  private async atLast(scope: StoreScope, tables: readonly StoreTable[], onErased: OnErased) {
    const counts = await this.whole(scope, tables);
    for (const [table, rows] of counts) await onErased(table, rows);
  }

  private whole(scope: StoreScope, tables: readonly StoreTable[]): Promise<Map<string, number>> {
    const work = async (tx: StoreScope) => {
      const ask = this.asStore(tx);
      const counts = new Map<string, number>();
      await ask('SET CONSTRAINTS ALL DEFERRED');
      await ask('SELECT id FROM stores WHERE id = $1 FOR UPDATE', [scope.storeId]);
      for (const table of tables) counts.set(table.name, await deleteSome(ask, scope, table));
      return counts;
    };
    return againWhilePassing(() => this.connections.transaction(scope, work));
  }

  private asStore(scope: StoreScope): Ask {
    return <T extends ObjectLiteral>(text: string, params: readonly unknown[] = []) =>
      this.connections.statement(scope, { text, values: [...params], isKept: false }) as Promise<
        T[]
      >;
  }

  private readonly catalogue: Ask = (sql, params) => this.platform.rows(sql, params);
}

async function deleteSome(
  ask: Ask,
  { storeId }: StoreScope,
  { name, column }: StoreTable,
  limit?: number,
): Promise<number> {
  const some = limit
    ? `AND ctid = ANY (ARRAY(SELECT ctid FROM "${name}" WHERE ${column} = $1 LIMIT ${limit}))`
    : '';
  const [gone] = await ask<{ rows: number }>(
    `WITH gone AS (DELETE FROM "${name}" WHERE ${column} = $1 ${some} RETURNING 1)
     SELECT count(*)::integer AS rows FROM gone`,
    [storeId],
  );
  return gone?.rows ?? 0;
}
