import type { PlatformRepository } from '@app/tenancy';

/** What a store's ingests left behind, in an order and without ids and times, so that two stores can be compared. */
const queries: Record<string, string> = {
  ingests: `SELECT status, error_code, release_number FROM ingests WHERE store_id = $1 ORDER BY release_number`,
  frontier: `SELECT i.release_number, p.url, p.state, p.outcome, p.http_status, p.title, p.duplicate_of
    FROM ingest_pages p JOIN ingests i ON i.store_id = p.store_id AND i.id = p.ingest_id
    WHERE p.store_id = $1 ORDER BY i.release_number, p.url`,
  releases: `SELECT number, status, page_count, chunk_count FROM releases WHERE store_id = $1 ORDER BY number`,
  pages: `SELECT url, title, content_hash, stripped_hashes, born_release, died_release, seen_release,
      missed_by IS NOT NULL AS missed, indexed_at IS NOT NULL AS indexed FROM pages
    WHERE store_id = $1 ORDER BY url, content_hash, born_release`,
  chunks: `SELECT p.url, c.ordinal, c.heading_path, c.text, c.token_count, c.died_release,
      (SELECT array_agg(v.input_hash || coalesce(' to ' || v.died_release, '')) FROM chunk_vectors v
       WHERE v.store_id = $1 AND v.number = c.number) AS vectors
    FROM chunks c JOIN pages p ON p.store_id = c.store_id AND p.id = c.page_id
    WHERE c.store_id = $1 ORDER BY p.url, c.ordinal, c.text`,
  terms: `SELECT release, term, sum(cardinality(numbers))::int AS chunks FROM chunk_terms
    WHERE store_id = $1 GROUP BY release, term ORDER BY release, term`,
  words: `SELECT release, initial, length, ARRAY(SELECT unnest(words) ORDER BY 1) AS words FROM release_words
    WHERE store_id = $1 ORDER BY release, initial, length`,
  live: 'SELECT live_release FROM stores WHERE id = $1',
  files: 'SELECT name, outcome, detail FROM files WHERE store_id = $1 ORDER BY name, created_at',
  counts: `SELECT (SELECT count(*)::int FROM chunks WHERE store_id = $1) AS chunks,
    (SELECT count(*)::int FROM chunk_vectors WHERE store_id = $1) AS vectors`,
};

export async function rowsBuiltFor(
  platform: Pick<PlatformRepository, 'rows'>,
  storeId: string,
): Promise<Record<string, unknown[]>> {
  const rows: Record<string, unknown[]> = {};
  for (const [name, sql] of Object.entries(queries)) {
    rows[name] = await platform.rows(sql, [storeId]);
  }
  return rows;
}
