import {
  decodeCursor,
  type ListSlice,
  StoreConnections,
  StoreScopedRepository,
  type StoreScope,
  toSlice,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../knowledge.errors.js';
import { IngestPage, type PageOutcome } from './ingest-page.entity.js';

export interface LeasedPage {
  id: string;
  url: string;
  depth: number;
  attempts: number;
}
export interface PageResult {
  outcome: PageOutcome;
  httpStatus?: number | null;
  title?: string | null;
  detail?: string | null;
  pageId?: string | null;
  fetchedAt?: Date | null;
}
export interface ListPagesOptions {
  outcome?: PageOutcome;
  cursor?: string;
  limit: number;
}

/** Longer than a page may take in all, shorter than anyone wants to wait after a kill. */
const leaseSeconds = 45;

/** The frontier of an ingest and the outcome of each of its URLs. */
@Injectable()
export class FrontierRepository extends StoreScopedRepository<IngestPage> {
  constructor(connections: StoreConnections) {
    super(connections, IngestPage);
  }

  /** Adds URLs that the ingest does not know yet, up to `maxPages` in all; returns how many were new. */
  async offer(
    scope: StoreScope,
    ingestId: string,
    urls: readonly { url: string; depth: number }[],
    maxPages: number,
  ): Promise<number> {
    if (urls.length === 0) return 0;
    const rows = await this.rows(
      scope,
      `INSERT INTO ingest_pages (store_id, ingest_id, url, depth, state)
       SELECT $1, $2, u.url, u.depth, 'queued'
       FROM unnest($3::text[], $4::int[]) WITH ORDINALITY AS u (url, depth, place)
       WHERE NOT EXISTS (SELECT FROM ingest_pages p
                         WHERE p.store_id = $1 AND p.ingest_id = $2 AND p.url = u.url)
       ORDER BY u.place
       LIMIT greatest(0, $5 - (SELECT count(*) FROM ingest_pages p
                               WHERE p.store_id = $1 AND p.ingest_id = $2))
       ON CONFLICT (store_id, ingest_id, url) DO NOTHING RETURNING id`,
      [ingestId, urls.map(({ url }) => url), urls.map(({ depth }) => depth), maxPages],
    );
    return rows.length;
  }

  /** Leases waiting pages, and those whose worker let its lease run out, nearest to the start first. */
  lease(scope: StoreScope, ingestId: string, limit: number): Promise<LeasedPage[]> {
    return this.rows<LeasedPage>(
      scope,
      `UPDATE ingest_pages SET state = 'leased', attempts = attempts + 1, updated_at = now(),
         lease_until = now() + interval '${leaseSeconds} seconds'
       WHERE store_id = $1 AND id IN (
         SELECT id FROM ingest_pages
         WHERE store_id = $1 AND ingest_id = $2
           AND (state = 'queued' OR (state = 'leased' AND lease_until < now()))
         ORDER BY depth, created_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id, url, depth, attempts`,
      [ingestId, limit],
    );
  }

  /** Gives leased pages back unread, for a slice that ran out of time. */
  async giveBack(scope: StoreScope, ids: readonly string[]): Promise<void> {
    await this.rows(
      scope,
      `UPDATE ingest_pages SET state = 'queued', lease_until = NULL, attempts = attempts - 1
       WHERE store_id = $1 AND id = ANY($2) AND state = 'leased' RETURNING id`,
      [ids],
    );
  }

  /** Writes an outcome once: false tells that another worker had finished the page. */
  async finish(scope: StoreScope, id: string, result: PageResult): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `UPDATE ingest_pages SET state = 'done', lease_until = NULL, updated_at = now(),
         outcome = $3, http_status = $4, title = $5, detail = $6, page_id = $7, fetched_at = $8
       WHERE store_id = $1 AND id = $2 AND state <> 'done' RETURNING id`,
      [
        id,
        result.outcome,
        result.httpStatus ?? null,
        result.title ?? null,
        result.detail ?? null,
        result.pageId ?? null,
        result.fetchedAt ?? null,
      ],
    );
    return rows.length > 0;
  }

  /** Pages not done yet, and how long until the next lease of another worker runs out. */
  async countOpen(
    scope: StoreScope,
    ingestId: string,
  ): Promise<{ queued: number; leased: number }> {
    const [row] = await this.rows<{ queued: number; leased: number }>(
      scope,
      `SELECT count(*) FILTER (WHERE state = 'queued')::int AS queued,
              count(*) FILTER (WHERE state = 'leased')::int AS leased
       FROM ingest_pages WHERE store_id = $1 AND ingest_id = $2`,
      [ingestId],
    );
    return row as { queued: number; leased: number };
  }

  /** How many pages ended how; open ones count under `open`. */
  async countOutcomes(scope: StoreScope, ingestId: string): Promise<Record<string, number>> {
    const rows = await this.rows<{ outcome: string; count: number }>(
      scope,
      `SELECT coalesce(outcome, 'open') AS outcome, count(*)::int AS count
       FROM ingest_pages WHERE store_id = $1 AND ingest_id = $2 GROUP BY 1`,
      [ingestId],
    );
    return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
  }

  async listPages(
    scope: StoreScope,
    ingestId: string,
    { outcome, cursor, limit }: ListPagesOptions,
  ): Promise<ListSlice<IngestPage & { cursorTime: string }>> {
    const after = cursor ? decodeCursor(cursor) : null;
    const rows = await this.rows<IngestPage & { cursorTime: string }>(
      scope,
      `SELECT id, url, title, outcome, state, detail, depth, http_status AS "httpStatus",
              fetched_at AS "fetchedAt", created_at::text AS "cursorTime"
       FROM ingest_pages
       WHERE store_id = $1 AND ingest_id = $2 AND ($3::text IS NULL OR outcome = $3)
         AND ($4::timestamptz IS NULL OR (created_at, id) > ($4::timestamptz, $5::uuid))
       ORDER BY created_at, id LIMIT $6`,
      [ingestId, outcome ?? null, after?.createdAt ?? null, after?.id ?? null, limit + 1],
    );
    return toSlice(rows, limit);
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
