import {
  type ListCursor,
  type ListSlice,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
  toSlice,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../knowledge.errors.js';
import type { PageKind } from '../pages/page-kind.js';
import type { OpenPages, ReadCounts } from './frontier-counts.js';
import {
  failedOutcomes,
  IngestPage,
  type PageOutcome,
  unreadOutcomes,
} from './ingest-page.entity.js';

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
/** An address of an ingest with the kind of the page that it stands for. */
export type ListedPage = IngestPage & { kind: PageKind | null };
export interface ListPagesOptions {
  outcome?: PageOutcome;
  after?: ListCursor;
  limit: number;
}

/** Renewed while its worker lives; over, after a kill, by the time that the job of the dead is given to another. */
const lease = `interval '15 seconds'`;

/** What counts against the cap: pages that gave text, and those that still may. */
const counted = `attempts > 0 AND (state <> 'done' OR outcome IN ('indexed', 'unchanged'))`;

/** Ingests looked through for an address; small ones of single pages come between the crawls. */
const recentIngests = 50;

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
   * as fewer than `maxTaken` were of use or may still be. Two callers never get the same page.
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
           WHERE store_id = $1 AND ingest_id = $2 AND ${counted})))
         FOR UPDATE SKIP LOCKED)
       UPDATE ingest_pages SET state = 'leased', attempts = attempts + 1, updated_at = now(),
         free_at = now() + ${lease}
       WHERE store_id = $1 AND id IN (SELECT id FROM again UNION ALL SELECT id FROM fresh)
       RETURNING id, url, depth, attempts`,
      [ingestId, limit, maxTaken],
    );
  }

  /** Holds leased pages that are still being read; those that have ended are left alone. */
  async renew(scope: StoreScope, ids: readonly string[]): Promise<void> {
    await this.rows(
      scope,
      `UPDATE ingest_pages SET free_at = now() + ${lease}
       WHERE store_id = $1 AND id = ANY($2) AND state = 'leased' RETURNING id`,
      [ids],
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
              count(*) FILTER (WHERE ${counted})::int AS taken,
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

  async countReads(scope: StoreScope, ingestId: string): Promise<ReadCounts> {
    const [row] = await this.rows<ReadCounts>(
      scope,
      `SELECT count(*) FILTER (WHERE outcome <> ALL ($3))::int AS read,
              count(*) FILTER (WHERE outcome = ANY ($4) AND NOT (
                outcome = 'http_error' AND coalesce(http_status, 0) IN (404, 410)))::int AS failed,
              count(*) FILTER (WHERE outcome = 'empty')::int AS empty
       FROM ingest_pages WHERE store_id = $1 AND ingest_id = $2`,
      [ingestId, unreadOutcomes, failedOutcomes],
    );
    return row as ReadCounts;
  }

  /** Which page an address was last found to repeat, by the ingests up to a release. */
  async findRepeats(
    scope: StoreScope,
    urls: readonly string[],
    release: number,
  ): Promise<Map<string, string>> {
    const rows = await this.rows<{ url: string; other: string | null }>(
      scope,
      `SELECT DISTINCT ON (p.url) p.url, p.duplicate_of AS other
       FROM (SELECT id, release_number FROM ingests
             WHERE store_id = $1 AND release_number <= $3
             ORDER BY release_number DESC LIMIT ${recentIngests}) i
       JOIN ingest_pages p ON p.store_id = $1 AND p.ingest_id = i.id
       WHERE p.url = ANY ($2) ORDER BY p.url, i.release_number DESC`,
      [urls, release],
    );
    return new Map(rows.flatMap(({ url, other }) => (other === null ? [] : [[url, other]])));
  }

  async listPages(
    scope: StoreScope,
    ingestId: string,
    { outcome, after, limit }: ListPagesOptions,
  ): Promise<ListSlice<ListedPage>> {
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
