import type { StoreScope } from '@app/tenancy';
import type { DataSource, QueryRunner } from 'typeorm';

/** Bounds what a statement holds in memory; the embedded database has little. */
const AT_ONCE = 5_000;

/**
 * Stores that only stand around: rows copied from a real store, so that they are as near to its questions as its own. Each
 * vector is turned a little towards that of another chunk (cosine about 0.98), as near-duplicates of a text are.
 */
export class NeighbourRows {
  constructor(
    private readonly database: DataSource,
    private readonly from: { scope: StoreScope; chunks: number },
  ) {}

  /** One store with `largest` rows and `stores` more that share the rest. */
  async copy(largest: number, { rows, stores }: { rows: number; stores: number }): Promise<void> {
    const runner = this.database.createQueryRunner();
    await runner.query('SET ROLE storehand_platform');
    await this.copyTo(runner, largest, 0);
    const each = Math.ceil(rows / stores);
    for (let i = 0; i < stores; i++) await this.copyTo(runner, each, i * each);
    await runner.query('RESET ROLE');
    await runner.release();
  }

  /** To a store of its own, from a place on, over and over where the source has fewer. */
  private async copyTo(runner: QueryRunner, rows: number, from: number): Promise<void> {
    const [store] = (await runner.query(
      `INSERT INTO stores (name) VALUES ('A neighbour') RETURNING id`,
    )) as { id: string }[];
    for (let done = 0; done < rows;) {
      const place = (from + done) % this.from.chunks;
      const wanted = Math.min(rows - done, AT_ONCE, this.from.chunks - place);
      // another chunk each time round, so that no two rows are equal
      const towards = 1 + Math.floor((from + done) / this.from.chunks);
      const [copied] = (await runner.query(copySql, [
        store?.id,
        this.from.scope.storeId,
        place,
        wanted,
        done,
        towards,
      ])) as { count: number }[];
      if (!copied?.count) throw new Error('There is nothing to copy from.');
      done += copied.count;
    }
  }
}

/** A page each time, since chunks stand on one. $3 place and $4 count of the rows, $5 how many are done, $6 what chunk they turn to. */
const copySql = `
  WITH source AS (
    INSERT INTO sources (store_id, kind, url, max_pages)
    SELECT $1, kind, url || '/' || $5::int, max_pages FROM sources WHERE store_id = $2 LIMIT 1 RETURNING id
  ), page AS (
    INSERT INTO pages (store_id, source_id, url, title, markdown, content_hash, block_hashes, fetched_at,
      born_release, seen_release)
    SELECT $1, id, 'https://neighbour.example/', 'A page', '', '', '{}', now(), 1, 1 FROM source
    RETURNING id
  ), copied AS (
    INSERT INTO chunks (store_id, page_id, number, ordinal, heading_path, text, token_count, content_hash,
      born_release)
    SELECT $1, page.id, $5::int + row_number() OVER (), c.number, '{}', '', 0, '', 1
    FROM page, (SELECT number FROM chunks WHERE store_id = $2 ORDER BY number OFFSET $3 LIMIT $4) c
    RETURNING number, ordinal
  ), vectors AS (
    INSERT INTO chunk_vectors (store_id, number, model, input_hash, born_release, embedding)
    SELECT $1, copied.number, v.model, v.input_hash, 1,
      l2_normalize(v.embedding + v.embedding + v.embedding + v.embedding + coalesce(
        (SELECT w.embedding FROM chunk_vectors w
         WHERE w.store_id = $2 AND w.number = v.number + $6::int LIMIT 1), v.embedding))
    FROM copied JOIN chunk_vectors v ON v.store_id = $2 AND v.number = copied.ordinal
    RETURNING 1
  )
  SELECT count(*)::int AS count FROM vectors`;
