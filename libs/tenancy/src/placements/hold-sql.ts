/**
 * Taken shared by every transaction of a store that may write, and alone by whoever waits for the last of them to end; the
 * same of the platform's, which write across stores.
 */
export const storeEnterLock = (storeId: string) =>
  `hashtextextended('place of store ' || ${storeId}::text, 0)`;
export const platformEnterLock = `hashtextextended('places of all stores', 0)`;

/**
 * Hides a table's rows of held stores from the platform, so that sweeps and sums take each store from one database alone. To
 * be called by the migration of each new table whose rows go with their store.
 */
export const holdSql = (table: string): string => {
  const counts = `store_id <> ALL (ARRAY(SELECT held.store_id FROM store_holds held))`;
  return `ALTER POLICY ${table}_platform ON ${table} USING (${counts}) WITH CHECK (${counts})`;
};
