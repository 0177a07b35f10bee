import type { PlatformRepository } from '@app/tenancy';

/**
 * Every row of a store in every table that has a `store_id`, as one text: equal texts mean that nothing was touched. When its
 * own key was last used is written later than it was used, so that does not count.
 */
export async function rowsOf(platform: PlatformRepository, storeId: string): Promise<string> {
  const tables = await platform.rows<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'store_id' AND NOT a.attisdropped
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
  );
  const columns = [...tables.map(({ name }) => [name, 'store_id']), ['stores', 'id']];
  const found: string[] = [];
  for (const [table, column] of columns) {
    const [row] = await platform.rows<{ rows: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t.text, '|' ORDER BY t.text)), '') AS rows
       FROM (SELECT (to_jsonb(own) - 'last_used_at')::text AS text FROM "${table}" own WHERE ${column} = $1) t`,
      [storeId],
    );
    found.push(`${table}: ${row?.rows}`);
  }
  return found.join('\n');
}
