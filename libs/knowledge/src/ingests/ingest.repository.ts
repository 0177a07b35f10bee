import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ingestNotFound } from '../knowledge.errors.js';
import { ingestEnded } from '../knowledge.events.js';
import {
  activeIngestStatuses,
  Ingest,
  type IngestKind,
  type IngestStatus,
  resumableStatuses,
  unendedIngestStatuses,
} from './ingest.entity.js';

export type NewIngest = Pick<
  Ingest,
  'sourceId' | 'kind' | 'url' | 'maxPages' | 'rules' | 'idempotencyKey'
> & { traceparent?: string };

const listed = (statuses: readonly IngestStatus[]) =>
  statuses.map((status) => `'${status}'`).join(', ');
const active = listed(activeIngestStatuses);
const unended = listed(unendedIngestStatuses);
const resumable = listed(resumableStatuses);
/** A slice of its own, so that a nudge from before its end is none of it. */
const unfinished = `slice = slice + 1, starts = 0, finished_at = NULL, error_code = NULL, error_detail = NULL,
  heartbeat_at = now(), updated_at = now()`;
/** What reads nothing starts where a crawl ends. */
export const firstStatus = (kind: string) =>
  `CASE WHEN ${kind} IN ('reindex', 'removal') THEN 'indexing' ELSE 'queued' END`;

const told = ({ storeId }: StoreScope, ingestId: string, status: IngestStatus): void =>
  ingestEnded.publish({ storeId, ingestId, status });

/** The runs of a store. Every change of status names the status it leaves, so that two workers cannot both make it. */
@Injectable()
export class IngestRepository extends StoreScopedRepository<Ingest> {
  constructor(connections: StoreConnections) {
    super(connections, Ingest);
  }

  /** Makes callers that add ingests to one store take turns until their transaction ends. */
  async lockQueue(scope: StoreScope): Promise<void> {
    await this.rows(
      scope,
      `SELECT pg_advisory_xact_lock(hashtextextended('ingests ' || s.id::text, 0))
       FROM stores s WHERE s.id = $1`,
    );
  }

  /** Takes the store's next release number in the same statement; waits where another ingest has not ended. */
  async insertNext(scope: StoreScope, ingest: NewIngest): Promise<Ingest> {
    const [row] = await this.rows<{ id: string }>(
      scope,
      `INSERT INTO ingests (store_id, release_number, source_id, kind, url, max_pages, idempotency_key,
         rules, traceparent, status)
       SELECT $1, coalesce(max(release_number), 0) + 1, $2, $3, $4, $5, $6, $7::jsonb, $8,
         CASE WHEN coalesce(bool_or(status IN (${unended})), false) THEN 'waiting'
              ELSE ${firstStatus('$3')} END
       FROM ingests WHERE store_id = $1 RETURNING id`,
      [
        ingest.sourceId,
        ingest.kind,
        ingest.url,
        ingest.maxPages,
        ingest.idempotencyKey,
        JSON.stringify(ingest.rules),
        ingest.traceparent ?? null,
      ],
    );
    return this.get(scope, (row as { id: string }).id);
  }

  /** Lets the store's first waiting ingest begin, unless one is building. Null when there is none to begin. */
  startNext(scope: StoreScope): Promise<Ingest | null> {
    return this.connections.transaction(scope, async (tx) => {
      await this.lockQueue(tx);
      return this.beginNext(tx);
    });
  }

  private async beginNext(tx: StoreScope): Promise<Ingest | null> {
    const rows = await this.rows<{ id: string }>(
      tx,
      `UPDATE ingests SET status = ${firstStatus('kind')}, heartbeat_at = now(), updated_at = now()
       WHERE store_id = $1 AND status = 'waiting'
         AND id = (SELECT id FROM ingests WHERE store_id = $1 AND status = 'waiting'
                   ORDER BY release_number LIMIT 1)
         AND NOT EXISTS (SELECT FROM ingests WHERE store_id = $1 AND status IN (${active}))
       RETURNING id`,
    );
    return rows[0] ? this.get(tx, rows[0].id) : null;
  }

  /**
   * Lets an ingest that has ended go on at that step, under the number of its release. False where it has not ended so,
   * or goes on already.
   */
  async resume(tx: StoreScope, id: string, at: IngestStatus): Promise<boolean> {
    const rows = await this.rows(
      tx,
      `UPDATE ingests SET status = $3, started_at = now() - (finished_at - started_at), ${unfinished}
       WHERE store_id = $1 AND id = $2 AND status IN (${resumable}) RETURNING id`,
      [id, at],
    );
    return rows.length > 0;
  }

  /** The same for one that wrote nothing yet: it goes to the end of the store's queue, and takes the next number there. */
  async requeue(tx: StoreScope, id: string): Promise<boolean> {
    const rows = await this.rows(
      tx,
      `UPDATE ingests i SET release_number = q.next, started_at = NULL, ${unfinished},
         status = CASE WHEN q.is_busy THEN 'waiting' ELSE ${firstStatus('kind')} END
       FROM (SELECT max(release_number) + 1 AS next, bool_or(status IN (${unended})) AS is_busy
             FROM ingests WHERE store_id = $1) q
       WHERE i.store_id = $1 AND i.id = $2 AND i.status IN (${resumable}) RETURNING i.id`,
      [id],
    );
    return rows.length > 0;
  }

  /** The newest ingest of a source; with null, of all the store's knowledge. */
  async findNewestOf(scope: StoreScope, sourceId: string | null): Promise<Ingest | null> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `SELECT id FROM ingests WHERE store_id = $1 AND source_id IS NOT DISTINCT FROM $2
       ORDER BY release_number DESC LIMIT 1`,
      [sourceId],
    );
    return rows[0] ? this.get(scope, rows[0].id) : null;
  }

  /** The newest ingest of a source that has surveyed its site. */
  async findSurveyed(scope: StoreScope, sourceId: string): Promise<Ingest | null> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `SELECT id FROM ingests WHERE store_id = $1 AND source_id = $2
         AND site_url IS NOT NULL AND robots_txt IS NOT NULL
       ORDER BY release_number DESC LIMIT 1`,
      [sourceId],
    );
    return rows[0] ? this.get(scope, rows[0].id) : null;
  }

  /** The first ingest of one of these kinds that has not ended. */
  async findUnended(scope: StoreScope, kinds: readonly IngestKind[]): Promise<Ingest | null> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `SELECT id FROM ingests WHERE store_id = $1 AND kind = ANY($2) AND status IN (${unended})
       ORDER BY release_number LIMIT 1`,
      [kinds],
    );
    return rows[0] ? this.get(scope, rows[0].id) : null;
  }

  /**
   * The ingest of that kind of a source that has not begun, held until the transaction ends so that it cannot begin before
   * what was added is there to be read. None where a removal of the source comes after it.
   */
  async lockUnbegun(
    scope: StoreScope,
    kind: IngestKind,
    sourceId: string | null,
  ): Promise<Ingest | null> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `SELECT id FROM ingests i
       WHERE store_id = $1 AND source_id = $2 AND kind = $3 AND status IN ('waiting', 'queued')
         AND NOT EXISTS (SELECT FROM ingests r
                         WHERE r.store_id = $1 AND r.source_id = $2 AND r.kind = 'removal'
                           AND r.release_number > i.release_number AND r.status IN (${unended}))
       ORDER BY release_number DESC LIMIT 1 FOR UPDATE`,
      [sourceId, kind],
    );
    return rows[0] ? this.get(scope, rows[0].id) : null;
  }

  async hasUnendedOf(scope: StoreScope, sourceId: string): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `SELECT id FROM ingests WHERE store_id = $1 AND source_id = $2 AND status IN (${unended}) LIMIT 1`,
      [sourceId],
    );
    return rows.length > 0;
  }

  /** The ingest that is building, else the one that began last, else the first that waits. */
  async findCurrent(scope: StoreScope): Promise<Ingest | null> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `SELECT id FROM ingests WHERE store_id = $1
       ORDER BY status IN (${active}) DESC, status <> 'waiting' DESC,
         CASE WHEN status = 'waiting' THEN release_number END, release_number DESC LIMIT 1`,
    );
    return rows[0] ? this.get(scope, rows[0].id) : null;
  }

  /** How many ingests of the store have not ended and come before this one. */
  async countAhead(scope: StoreScope, { releaseNumber }: Ingest): Promise<number> {
    const [row] = await this.rows<{ count: number }>(
      scope,
      `SELECT count(*)::int AS count FROM ingests
       WHERE store_id = $1 AND release_number < $2 AND status IN (${unended})`,
      [releaseNumber],
    );
    return row?.count ?? 0;
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
      `UPDATE ingests SET status = $3, heartbeat_at = now(), updated_at = now(), starts = 0,
         started_at = coalesce(started_at, CASE WHEN status <> 'waiting' THEN now() END),
         finished_at = CASE WHEN $3 IN (${active}) THEN NULL ELSE now() END
       WHERE store_id = $1 AND id = $2 AND status = ANY($4) RETURNING id`,
      [id, to, from],
    );
    const isEnd = !(unendedIngestStatuses as readonly string[]).includes(to);
    if (isEnd && rows.length > 0) told(scope, id, to);
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
    if (rows.length > 0) told(scope, id, 'failed');
    return rows.length > 0;
  }

  /** Marks life and takes the number of the next nudge; null when the ingest has ended. */
  async nextSlice(scope: StoreScope, id: string): Promise<number | null> {
    const rows = await this.rows<{ slice: number }>(
      scope,
      `UPDATE ingests SET slice = slice + 1, starts = 0, heartbeat_at = now(), updated_at = now()
       WHERE store_id = $1 AND id = $2 AND status IN (${active}) RETURNING slice`,
      [id],
    );
    return rows[0]?.slice ?? null;
  }

  /**
   * Marks that a slice begins; returns how often it was begun by now without getting on in between, null when the ingest
   * has ended or is gone.
   */
  async beginSlice(scope: StoreScope, id: string): Promise<number | null> {
    const rows = await this.rows<{ starts: number }>(
      scope,
      `WITH reached AS (
         SELECT CASE WHEN starts > 0 AND status = 'crawling' THEN
           num_nonnulls(site_url, sitemaps_read_at) + (
             SELECT count(*) FROM ingest_pages
             WHERE store_id = $1 AND ingest_id = $2 AND state = 'done') ELSE 0 END AS progress
         FROM ingests WHERE store_id = $1 AND id = $2)
       UPDATE ingests i SET progress = r.progress, heartbeat_at = now(),
         starts = CASE WHEN i.progress = r.progress THEN i.starts + 1 ELSE 1 END,
         started_at = coalesce(started_at, now())
       FROM reached r
       WHERE store_id = $1 AND id = $2 AND status IN (${active}) RETURNING starts`,
      [id],
    );
    return rows[0]?.starts ?? null;
  }

  /** The beginnings of its slice do not count: it was no fault of its own that it did not end. */
  async forgiveStarts(scope: StoreScope, id: string): Promise<void> {
    await this.update(scope, { id }, { starts: 0 });
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
