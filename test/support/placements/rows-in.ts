import type { Databases } from '@app/tenancy';

type Database = Awaited<ReturnType<Databases['get']>>;

/** Every row of a store in one database by its table, as the database writes it; what says how it moves is left out. */
export async function rowsIn(
  { source }: Pick<Database, 'source'>,
  storeId: string,
): Promise<Record<string, string[]>> {
  return source.transaction(async (manager) => {
    await manager.query(`SELECT set_config('role', 'storehand_runtime', true)`);
    await manager.query(`SELECT set_config('app.store_id', $1, true)`, [storeId]);
    const tables = (await manager.query(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE column_name = 'store_id' AND table_schema = 'public'
         AND table_name NOT IN ('store_holds', 'store_moves') ORDER BY 1`,
    )) as { name: string }[];
    const found: Record<string, string[]> = {};
    for (const { name } of tables) {
      const rows = (await manager.query(
        `SELECT to_jsonb(t)::text AS row FROM "${name}" t WHERE t.store_id = $1 ORDER BY 1`,
        [storeId],
      )) as { row: string }[];
      found[name] = rows.map(({ row }) => row);
    }
    return found;
  });
}
