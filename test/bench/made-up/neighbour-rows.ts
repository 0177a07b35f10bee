import type { StoreScope } from '@app/tenancy';
import type { DataSource } from 'typeorm';

/** How much of the rows is the one large neighbour's. */
const SHARE_OF_LARGEST = 0.5;

/** Stores that only stand around: rows copied from a real store, so that they are as near to its questions as its own. */
export class NeighbourRows {
  constructor(
    private readonly database: DataSource,
    private readonly from?: StoreScope,
  ) {}

  async copy(rows: number, stores: number): Promise<void> {
    if (rows <= 0 || stores <= 0) return;
    const largest = Math.ceil(rows * SHARE_OF_LARGEST);
    await this.copyTo(largest);
    const each = Math.ceil((rows - largest) / Math.max(1, stores - 1));
    for (let i = 1; i < stores; i++) await this.copyTo(each);
  }

  /** To a store of its own, over and over where the source has fewer. */
  private async copyTo(rows: number): Promise<void> {
    const runner = this.database.createQueryRunner();
    await runner.query('SET ROLE storehand_platform');
    const [store] = (await runner.query(
      `INSERT INTO stores (name) VALUES ('A neighbour') RETURNING id`,
    )) as { id: string }[];
    for (let done = 0; done < rows;) {
      const [copied] = (await runner.query(copySql, [
        store?.id,
        this.from?.storeId,
        rows - done,
        done,
      ])) as { count: number }[];
      if (!copied?.count) throw new Error('There is nothing to copy from.');
      done += copied.count;
    }
    await runner.query('RESET ROLE');
    await runner.release();
  }
}

/** A page each time, since chunks stand on one. */
const copySql = `
  WITH source AS (
    INSERT INTO sources (store_id, kind, url, max_pages)
    SELECT $1, kind, url || '/' || $4::int, max_pages FROM sources WHERE store_id = $2 LIMIT 1 RETURNING id
  ), page AS (
    INSERT INTO pages (store_id, source_id, url, title, markdown, content_hash, block_hashes, fetched_at,
      born_release, seen_release)
    SELECT $1, id, 'https://neighbour.example/', 'A page', '', '', '{}', now(), 1, 1 FROM source
    RETURNING id
  ), copied AS (
    INSERT INTO chunks (store_id, page_id, number, ordinal, heading_path, text, token_count, content_hash,
      born_release)
    SELECT $1, page.id, $4::int + row_number() OVER (), c.number, '{}', '', 0, '', 1
    FROM page, (SELECT number FROM chunks WHERE store_id = $2 ORDER BY number LIMIT $3) c
    RETURNING number, ordinal
  ), vectors AS (
    INSERT INTO chunk_vectors (store_id, number, model, input_hash, born_release, embedding)
    SELECT $1, copied.number, v.model, v.input_hash, 1, v.embedding
    FROM copied JOIN chunk_vectors v ON v.store_id = $2 AND v.number = copied.ordinal
    RETURNING 1
  )
  SELECT count(*)::int AS count FROM vectors`;
