import {
  decodeCursor,
  type ListSlice,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
  toSlice,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../knowledge.errors.js';
import type { PageKind } from '../pages/page-kind.js';
import { IngestPage, type PageOutcome } from './ingest-page.entity.js';

export interface FoundPage {
  url: string;
  depth: number;
  /** Set when it is known beforehand that the page will not be read. */
  outcome?: PageOutcome;
}
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
  canonicalKey?: string | null;
  pageId?: string | null;
  duplicateOf?: string | null;
  fetchedAt?: Date | null;
}
export interface OpenPages {
  /** Never taken yet. */
  fresh: number;
  /** Taken before and not done: leased by a worker, or waiting for another try. */
  started: number;
  /** Taken at least once, done or not. */
  taken: number;
  /** Until the first of the started ones may be taken again; null when there are none. */
  waitMs: number | null;
}
/** An address of an ingest with the kind of the page that it stands for. */
export type ListedPage = IngestPage & { kind: PageKind | null };
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

  /** Adds URLs that the ingest does not know yet, while it has fewer than `maxRows`; returns how many were new. */
  async offer(
    scope: StoreScope,
    ingestId: string,
    pages: readonly FoundPage[],
    maxRows: number,
  ): Promise<number> {
    if (pages.length === 0) return 0;
    const rows = await this.rows(
      scope,
      `INSERT INTO ingest_pages (store_id, ingest_id, url, depth, outcome, state, priority)
       SELECT $1, $2, u.url, u.depth, u.outcome,
              CASE WHEN u.outcome IS NULL THEN 'queued' ELSE 'done' END,
              CASE WHEN EXISTS (SELECT FROM pages p WHERE p.store_id = $1 AND p.url = u.url
                                  AND p.died_release IS NULL) THEN 0
                   WHEN strpos(u.url, '?') > 0 THEN 2 ELSE 1 END
       FROM unnest($3::text[], $4::int[], $5::text[]) WITH ORDINALITY AS u (url, depth, outcome, place)
       WHERE NOT EXISTS (SELECT FROM ingest_pages i
                         WHERE i.store_id = $1 AND i.ingest_id = $2 AND i.url = u.url)
       ORDER BY u.place
       LIMIT greatest(0, $6 - (SELECT count(*) FROM ingest_pages i
                               WHERE i.store_id = $1 AND i.ingest_id = $2))
       ON CONFLICT (store_id, ingest_id, url) DO NOTHING RETURNING id`,
      [
        ingestId,
        pages.map(({ url }) => url),
        pages.map(({ depth }) => depth),
        pages.map(({ outcome }) => outcome ?? null),
        maxRows,
      ],
    );
    return rows.length;
  }

  /** Makes callers that take pages of one ingest wait for each other until their transaction ends. */
  async lockIngest(scope: StoreScope, ingestId: string): Promise<void> {
    await this.rows(scope, `SELECT id FROM ingests WHERE store_id = $1 AND id = $2 FOR UPDATE`, [
      ingestId,
    ]);
  }

  async lockOpen(scope: StoreScope, id: string): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `SELECT id FROM ingest_pages WHERE store_id = $1 AND id = $2 AND state <> 'done' FOR UPDATE`,
      [id],
    );
    return rows.length > 0;
  }

  /**
   * Leases pages: first those that were started and are free again, then fresh ones, nearest to the start first, as long
   * as fewer than `maxTaken` were taken in all. Two callers never get the same page.
   */
  lease(
    scope: StoreScope,
    ingestId: string,
    { limit, maxTaken }: { limit: number; maxTaken: number },
  ): Promise<LeasedPage[]> {
    const open = `store_id = $1 AND ingest_id = $2 AND state <> 'done' AND free_at <= now()`;
    return this.rows<LeasedPage>(
      scope,
      `WITH again AS (
         SELECT id FROM ingest_pages WHERE ${open} AND attempts > 0
         ORDER BY free_at LIMIT $3 FOR UPDATE SKIP LOCKED),
       fresh AS (
         SELECT id FROM ingest_pages WHERE ${open} AND attempts = 0
         ORDER BY priority, depth, created_at, id
         LIMIT greatest(0, least($3 - (SELECT count(*) FROM again), $4 - (
           SELECT count(*) FROM ingest_pages
           WHERE store_id = $1 AND ingest_id = $2 AND attempts > 0)))
         FOR UPDATE SKIP LOCKED)
       UPDATE ingest_pages SET state = 'leased', attempts = attempts + 1, updated_at = now(),
         free_at = now() + interval '${leaseSeconds} seconds'
       WHERE store_id = $1 AND id IN (SELECT id FROM again UNION ALL SELECT id FROM fresh)
       RETURNING id, url, depth, attempts`,
      [ingestId, limit, maxTaken],
    );
  }

  /** Gives leased pages back unread, for a slice that ran out of time. */
  async giveBack(scope: StoreScope, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.rows(
      scope,
      `UPDATE ingest_pages SET state = 'queued', free_at = now(), attempts = attempts - 1
       WHERE store_id = $1 AND id = ANY($2) AND state = 'leased' RETURNING id`,
      [ids],
    );
  }

  /** Puts a page off for another try. */
  async postpone(scope: StoreScope, id: string, delayMs: number, detail: string): Promise<void> {
    await this.rows(
      scope,
      `UPDATE ingest_pages SET state = 'queued', detail = $4, updated_at = now(),
         free_at = now() + make_interval(secs => $3::float8 / 1000)
       WHERE store_id = $1 AND id = $2 AND state = 'leased' RETURNING id`,
      [id, delayMs, detail],
    );
  }

  /** Writes an outcome once: false tells that another worker had finished the page. */
  async finish(scope: StoreScope, id: string, result: PageResult): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `UPDATE ingest_pages SET state = 'done', updated_at = now(), outcome = $3, http_status = $4,
         title = $5, detail = $6, canonical_key = $7, page_id = $8, duplicate_of = $9, fetched_at = $10
       WHERE store_id = $1 AND id = $2 AND state <> 'done' RETURNING id`,
      [
        id,
        result.outcome,
        result.httpStatus ?? null,
        result.title ?? null,
        result.detail ?? null,
        result.canonicalKey ?? null,
        result.pageId ?? null,
        result.duplicateOf ?? null,
        result.fetchedAt ?? null,
      ],
    );
    return rows.length > 0;
  }

  /** Ends what was found and will not be read. */
  async closeFresh(scope: StoreScope, ingestId: string, detail: string): Promise<number> {
    const rows = await this.rows(
      scope,
      `UPDATE ingest_pages SET state = 'done', outcome = 'over_limit', detail = $3, updated_at = now()
       WHERE store_id = $1 AND ingest_id = $2 AND state = 'queued' AND attempts = 0 RETURNING id`,
      [ingestId, detail],
    );
    return rows.length;
  }

  async countOpen(scope: StoreScope, ingestId: string): Promise<OpenPages> {
    const [row] = await this.rows<OpenPages>(
      scope,
      `SELECT count(*) FILTER (WHERE state <> 'done' AND attempts = 0)::int AS fresh,
              count(*) FILTER (WHERE state <> 'done' AND attempts > 0)::int AS started,
              count(*) FILTER (WHERE attempts > 0)::int AS taken,
              ceil(greatest(0, extract(epoch FROM min(free_at) FILTER (
                WHERE state <> 'done' AND attempts > 0) - now())) * 1000)::int AS "waitMs"
       FROM ingest_pages WHERE store_id = $1 AND ingest_id = $2`,
      [ingestId],
    );
    return row as OpenPages;
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
  ): Promise<ListSlice<ListedPage>> {
    const after = cursor ? decodeCursor(cursor) : null;
    const rows = await this.rows<ListedPage & { cursorTime: string }>(
      scope,
      `SELECT id, url, title, outcome, state, detail, depth, http_status AS "httpStatus",
              page_id AS "pageId", duplicate_of AS "duplicateOf", fetched_at AS "fetchedAt",
              created_at::text AS "cursorTime",
              (SELECT kind FROM pages p WHERE p.store_id = $1 AND p.id = page_id) AS kind
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
