import {
  type ListSlice,
  type SliceOptions,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { activeIngestStatuses } from '../ingests/ingest.entity.js';
import { releaseNotFound } from '../knowledge.errors.js';
import { Release, type ReleaseStatus } from './release.entity.js';

/** What a release turned out to hold. */
export type ReleaseContents = Pick<
  Release,
  'pageCount' | 'chunkCount' | 'embeddingDimensions' | 'languages'
>;

/** A release with the ingest that built it, as the API shows it. */
export type DescribedRelease = Omit<Release, 'storeId' | 'updatedAt' | 'languages' | 'buildsOn'> & {
  ingestId: string | null;
};

const described = `r.id, r.number, r.status, r.page_count AS "pageCount", r.chunk_count AS "chunkCount",
  r.embedding_model AS "embeddingModel", r.embedding_dimensions AS "embeddingDimensions",
  r.held_for AS "heldFor", r.created_at AS "createdAt", r.published_at AS "publishedAt",
  i.id AS "ingestId"
  FROM releases r LEFT JOIN ingests i ON i.store_id = r.store_id AND i.release_number = r.number`;

/** Which models made the vectors of store $1's releases, for its capsule. */
export const MODELS_SQL = `
  SELECT r.embedding_model AS model, bool_or(r.number = s.live_release) AS is_live
  FROM releases r JOIN stores s ON s.id = r.store_id
  WHERE r.store_id = $1 AND r.embedding_model IS NOT NULL GROUP BY 1 ORDER BY 1`;

/** Release rows. Which one is live stands in the store's row, and whoever changes that locks it first. */
@Injectable()
export class ReleaseRepository extends StoreScopedRepository<Release> {
  constructor(connections: StoreConnections) {
    super(connections, Release);
  }

  async findLive(scope: StoreScope): Promise<Release | null> {
    const [row] = await this.rows<{ id: string }>(
      scope,
      `SELECT r.id FROM releases r JOIN stores s ON s.id = r.store_id
       WHERE r.store_id = $1 AND r.number = s.live_release`,
    );
    return row ? this.get(scope, row.id) : null;
  }

  async getNumber(scope: StoreScope, number: number): Promise<Release> {
    const release = await this.findOne(scope, { number });
    if (!release) throw releaseNotFound(number);
    return release;
  }

  async describe(scope: StoreScope, number: number): Promise<DescribedRelease> {
    const [row] = await this.rows<DescribedRelease>(
      scope,
      `SELECT ${described} WHERE r.store_id = $1 AND r.number = $2`,
      [number],
    );
    if (!row) throw releaseNotFound(number);
    return row;
  }

  /** The newest first. */
  list(scope: StoreScope, options: SliceOptions): Promise<ListSlice<DescribedRelease>> {
    return this.slice(scope, `SELECT ${described} WHERE r.store_id = $1`, options, 'DESC');
  }

  /** The newest superseded one before a release; null when none is kept. */
  async findBefore(scope: StoreScope, number: number): Promise<number | null> {
    const [row] = await this.rows<{ number: number }>(
      scope,
      `SELECT number FROM releases WHERE store_id = $1 AND status = 'superseded' AND number < $2
       ORDER BY number DESC LIMIT 1`,
      [number],
    );
    return row?.number ?? null;
  }

  /** Makes all who change which release is live, or what comes after it, take turns. Returns the live number. */
  async lockLive(tx: StoreScope): Promise<number | null> {
    const [row] = await this.rows<{ live: number | null }>(
      tx,
      `SELECT live_release AS live FROM stores WHERE id = $1 FOR NO KEY UPDATE`,
    );
    return row?.live ?? null;
  }

  /** The release's status, which then stays as it is until the transaction ends; null where it was never opened. */
  async holdStatus(tx: StoreScope, number: number): Promise<ReleaseStatus | null> {
    const [row] = await this.rows<{ status: ReleaseStatus }>(
      tx,
      `SELECT status FROM releases WHERE store_id = $1 AND number = $2 FOR SHARE`,
      [number],
    );
    return row?.status ?? null;
  }

  /** Returns whether this call opened it: false when it was open already, or when its ingest has ended. */
  async insertBuilding(tx: StoreScope, number: number, live: number): Promise<boolean> {
    const rows = await this.rows(
      tx,
      `INSERT INTO releases (store_id, number, status, builds_on)
       SELECT $1, $2, 'building', $4 WHERE EXISTS (
         SELECT FROM ingests WHERE store_id = $1 AND release_number = $2 AND status = ANY ($3))
       ON CONFLICT (store_id, number) DO NOTHING RETURNING id`,
      [number, activeIngestStatuses, live],
    );
    return rows.length > 0;
  }

  /** Those after the live one, except `number`, are kept no longer. Waits for whoever is writing to one of them. */
  async retireAfter(tx: StoreScope, live: number, number: number): Promise<void> {
    await this.rows(
      tx,
      `UPDATE releases SET updated_at = now(), builds_on = NULL,
         status = CASE WHEN status IN ('building', 'failed') THEN 'failed' ELSE 'retired' END
       WHERE store_id = $1 AND number > $2 AND number <> $3
         AND (status IN ('building', 'held', 'superseded') OR builds_on IS NOT NULL)`,
      [live, number],
    );
  }

  /** False where its rows were taken back, or another release than the one that it builds on is live. */
  async reopen(tx: StoreScope, number: number): Promise<boolean> {
    const rows = await this.rows(
      tx,
      `UPDATE releases SET status = 'building', updated_at = now()
       WHERE store_id = $1 AND number = $2 AND status IN ('failed', 'building')
         AND builds_on = (SELECT coalesce(live_release, 0) FROM stores WHERE id = $1) RETURNING id`,
      [number],
    );
    return rows.length > 0;
  }

  /** The flip: readers take the number in the same statement as their search. */
  async setLive(tx: StoreScope, number: number | null): Promise<void> {
    await this.rows(tx, `UPDATE stores SET live_release = $2 WHERE id = $1 RETURNING id`, [number]);
  }

  /** Retires all but the newest superseded ones before the live one; returns the oldest that is still kept. */
  async retireBefore(tx: StoreScope, live: number, keptBefore: number): Promise<number> {
    const kept = await this.rows<{ number: number }>(
      tx,
      `SELECT number FROM releases WHERE store_id = $1 AND status = 'superseded' AND number < $2
       ORDER BY number DESC LIMIT $3`,
      [live, keptBefore],
    );
    const oldest = kept.at(-1)?.number ?? live;
    await this.rows(
      tx,
      `UPDATE releases SET status = 'retired', updated_at = now()
       WHERE store_id = $1 AND status = 'superseded' AND number < $2`,
      [oldest],
    );
    return oldest;
  }

  /** What was retired, and older than that, has left no rows. */
  async notePurged(scope: StoreScope, oldest: number): Promise<void> {
    await this.rows(
      scope,
      `UPDATE releases SET builds_on = NULL
       WHERE store_id = $1 AND number < $2 AND status = 'retired' AND builds_on IS NOT NULL RETURNING id`,
      [oldest],
    );
  }

  protected notFound(id: string) {
    return releaseNotFound(id);
  }
}
