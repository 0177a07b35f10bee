import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

import type { StoreScope } from '../scope/store-scope.js';
import { StoreConnections } from './store-connections.js';

export interface StoreReceipt {
  storeId: string;
  erasedAt: Date;
  /** Rows erased per table. */
  tables: Record<string, number>;
}

/**
 * Erases a store: every table that has a `store_id`, found in the catalogue so that a new one cannot be missed, then the
 * store itself, in one transaction. Foreign keys are deferrable so that the order does not matter.
 */
@Injectable()
export class StoreEraser {
  constructor(
    private readonly connections: StoreConnections,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  async erase(scope: StoreScope): Promise<StoreReceipt> {
    const names = await this.storeTables();
    const tables = await this.connections.run(scope, async (manager) => {
      await manager.query('SET CONSTRAINTS ALL DEFERRED');
      const counts: Record<string, number> = {};
      for (const name of names) {
        const column = name === 'stores' ? 'id' : 'store_id';
        const [, count] = (await manager.query(`DELETE FROM "${name}" WHERE ${column} = $1`, [
          scope.storeId,
        ])) as [unknown[], number];
        counts[name] = count;
      }
      return counts;
    });
    return { storeId: scope.storeId, erasedAt: new Date(), tables };
  }

  private async storeTables(): Promise<string[]> {
    const rows: { name: string }[] = await this.dataSource.query(
      `SELECT c.relname AS name FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'store_id' AND NOT a.attisdropped
       JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public' AND NOT c.relispartition ORDER BY 1`,
    );
    return [...rows.map(({ name }) => name), 'stores'];
  }
}
