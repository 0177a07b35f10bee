import type { QueryRunner } from 'typeorm';

import { platformRole, runtimeRole } from './roles.js';

/** Compares a row's store with the one set for this transaction; unset or empty means no store, so no row. */
export const currentStoreSql = `nullif(current_setting('app.store_id', true), '')::uuid`;

export interface StoreTableOptions {
  /** The column that names the store; `id` for the table of stores itself. */
  storeColumn?: string;
  /** Of the directory: rows are also found by their id alone, before a store is known. */
  isFoundById?: boolean;
}

/**
 * Puts the third lock on a table, to be called by the migration that creates it: row-level security enabled and forced
 * with a policy for both directions, rights for the two runtime roles, and (store_id, id) for its key, which other tables
 * reference: one index, whose rows lie together by store and which a database spread over many machines can check.
 */
export async function secureStoreTable(
  runner: QueryRunner,
  table: string,
  { storeColumn = 'store_id', isFoundById = false }: StoreTableOptions = {},
): Promise<void> {
  if (isFoundById) {
    await runner.query(
      `ALTER TABLE ${table} ADD CONSTRAINT ${table}_store_id_id_key UNIQUE (store_id, id)`,
    );
  } else if (storeColumn === 'store_id') {
    await runner.query(
      `ALTER TABLE ${table} DROP CONSTRAINT ${table}_pkey, ADD PRIMARY KEY (store_id, id)`,
    );
  }
  await secureStoreRows(runner, table, storeColumn);
}

/** The same for a table without an id of its own (narrow tables keyed by another row). */
export async function secureStoreRows(
  runner: QueryRunner,
  table: string,
  storeColumn = 'store_id',
): Promise<void> {
  const own = `${storeColumn} = ${currentStoreSql}`;
  await runner.query(`
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY ${table}_own_store ON ${table} TO ${runtimeRole} USING (${own}) WITH CHECK (${own});
    CREATE POLICY ${table}_platform ON ${table} TO ${platformRole} USING (true) WITH CHECK (true);
    GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${runtimeRole}, ${platformRole};
  `);
}
