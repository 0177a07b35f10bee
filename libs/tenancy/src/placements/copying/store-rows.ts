import { Injectable } from '@nestjs/common';

import type { Database } from '../../database/connections/database.js';
import { asMover } from '../../database/roles.js';
import type { StoreScope } from '../../scope/store-scope.js';
import { type StoreTable, StoreTables } from './store-tables.js';

/** Removed in one statement, so that nobody waits long for the locks. */
const atOnce = 5_000;

/** All rows of a store in one database that go with it. */
@Injectable()
export class StoreRows {
  constructor(private readonly tables: StoreTables) {}

  /** Table by table, those first that refer to others; safe to be cut off and begun again. */
  async remove(database: Database, scope: StoreScope): Promise<void> {
    const tables = await this.tables.list(database);
    await this.removeOf(database, scope, tables);
  }

  /** Of some tables, which are given in the order in which they are written. */
  async removeOf(
    database: Database,
    scope: StoreScope,
    tables: readonly Pick<StoreTable, 'name'>[],
  ): Promise<void> {
    for (const { name } of tables.toReversed()) {
      while ((await this.removeSome(database, scope, name)) === atOnce);
    }
  }

  private async removeSome(database: Database, scope: StoreScope, name: string): Promise<number> {
    const [row] = (await database.alone(asMover(scope), {
      text: `WITH gone AS (
               DELETE FROM "${name}" WHERE store_id = $1
                 AND EXISTS (SELECT FROM store_holds WHERE store_id = $1 AND reason <> 'moving')
                 AND ctid = ANY (ARRAY(SELECT ctid FROM "${name}" WHERE store_id = $1 LIMIT ${atOnce}))
               RETURNING 1)
             SELECT count(*)::int AS count FROM gone`,
      values: [scope.storeId],
      isKept: false,
    })) as { count: number }[];
    return row?.count ?? 0;
  }
}
