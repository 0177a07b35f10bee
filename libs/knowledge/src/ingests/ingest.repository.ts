import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ingestNotFound } from '../knowledge.errors.js';
import { activeIngestStatuses, Ingest, type IngestStatus } from './ingest.entity.js';

export type NewIngest = Pick<Ingest, 'sourceId' | 'kind' | 'url' | 'maxPages' | 'idempotencyKey'>;

const active = activeIngestStatuses.map((status) => `'${status}'`).join(', ');

/** The runs of a store. Every change of status names the status it leaves, so that two workers cannot both make it. */
@Injectable()
export class IngestRepository extends StoreScopedRepository<Ingest> {
  constructor(connections: StoreConnections) {
    super(connections, Ingest);
  }

  /** Takes the store's next release number in the same statement. A second active ingest breaks a unique index. */
  async insertNext(scope: StoreScope, ingest: NewIngest): Promise<Ingest> {
    const [row] = await this.rows<{ id: string }>(
      scope,
      `INSERT INTO ingests (store_id, release_number, source_id, kind, url, max_pages, idempotency_key, status)
       SELECT $1, coalesce(max(release_number), 0) + 1, $2, $3, $4, $5, $6, 'queued'
       FROM ingests WHERE store_id = $1 RETURNING id`,
      [ingest.sourceId, ingest.kind, ingest.url, ingest.maxPages, ingest.idempotencyKey],
    );
    return this.get(scope, (row as { id: string }).id);
  }

  async findActive(scope: StoreScope): Promise<Ingest | null> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `SELECT id FROM ingests WHERE store_id = $1 AND status IN (${active}) LIMIT 1`,
    );
    return rows[0] ? this.get(scope, rows[0].id) : null;
  }

  async findLatest(scope: StoreScope): Promise<Ingest | null> {
    const [latest] = await this.find(scope, {}, { order: { releaseNumber: 'DESC' }, take: 1 });
    return latest ?? null;
  }

  /** Moves on only from the status it is in: false tells that a cancel or another worker came first. */
  async advance(
    scope: StoreScope,
    id: string,
    from: readonly IngestStatus[],
    to: IngestStatus,
  ): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `UPDATE ingests SET status = $3, heartbeat_at = now(), updated_at = now(),
         started_at = coalesce(started_at, now()),
         finished_at = CASE WHEN $3 IN (${active}) THEN NULL ELSE now() END
       WHERE store_id = $1 AND id = $2 AND status = ANY($4) RETURNING id`,
      [id, to, from],
    );
    return rows.length > 0;
  }

  /** Ends an active ingest with a reason; false when it had ended already. */
  async fail(scope: StoreScope, id: string, code: string, detail: string): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `UPDATE ingests SET status = 'failed', error_code = $3, error_detail = $4,
         finished_at = now(), updated_at = now()
       WHERE store_id = $1 AND id = $2 AND status IN (${active}) RETURNING id`,
      [id, code, detail],
    );
    return rows.length > 0;
  }

  /** Marks life and takes the number of the next nudge; null when the ingest has ended. */
  async nextSlice(scope: StoreScope, id: string): Promise<number | null> {
    const rows = await this.rows<{ slice: number }>(
      scope,
      `UPDATE ingests SET slice = slice + 1, heartbeat_at = now(), updated_at = now()
       WHERE store_id = $1 AND id = $2 AND status IN (${active}) RETURNING slice`,
      [id],
    );
    return rows[0]?.slice ?? null;
  }

  /** Marks life; false when the ingest has ended or is gone. */
  async beat(scope: StoreScope, id: string): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `UPDATE ingests SET heartbeat_at = now()
       WHERE store_id = $1 AND id = $2 AND status IN (${active}) RETURNING id`,
      [id],
    );
    return rows.length > 0;
  }

  protected notFound(id: string) {
    return ingestNotFound(id);
  }
}
