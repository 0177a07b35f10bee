import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../knowledge.errors.js';
import { pagesEnded } from '../knowledge.events.js';
import { extractionVersion } from '../pages/page.entity.js';
import type { OpenPages } from './frontier-counts.js';
import { IngestPage, type PageOutcome } from './ingest-page.entity.js';
import { passing } from './passing-outcomes.js';

export interface FoundPage {
  url: string;
  depth: number;
  /** Set when it is known beforehand that the page will not be read. */
  outcome?: PageOutcome;
  /** Why it will not be. */
  detail?: string;
  /** What is read in its place. */
  duplicateOf?: string;
  /** Nothing names it: it is read after what is named. */
  isGuessed?: boolean;
  /** When the site's sitemap says that the page last changed. */
  lastmod?: Date | null;
}
export interface LeasedPage {
  id: string;
  url: string;
  depth: number;
  attempts: number;
  /** How often a worker died that had it in hand. */
  stops: number;
  /** How often the site asked for time instead of giving the page. */
  waits: number;
  /** Of the version or the copy that earlier ingests left, where it was read as pages are read today; nulls where there is none. */
  etag: string | null;
  lastModified: string | null;
  bodyHash: string | null;
}
export interface FrontierLimits {
  /** Of use. */
  maxPages: number;
  /** Of no use, and two more for each that is. */
  mostUseless: number;
}
/** When a page is to be tried again, and whether the site itself named the time, which costs no try. */
export interface Postponement {
  delayMs: number;
  detail: string;
  isAsked: boolean;
  /** What the site answered; null where it was not asked, or did not answer. */
  status: number | null;
}
export interface PageResult {
  outcome: PageOutcome;
  httpStatus?: number | null;
  title?: string | null;
  detail?: string | null;
  canonicalUrl?: string | null;
  canonicalKey?: string | null;
  pageId?: string | null;
  duplicateOf?: string | null;
  fetchedAt?: Date | null;
}

/** Renewed while its worker lives; over, after a kill, by the time that the job of the dead is given to another. */
export const lease = `interval '10 seconds'`;

/** A lease that ran out is one whose worker died; what is postponed or given back is queued. */
export const stopped = `(state = 'leased')::int`;
export const touched = `stops + ${stopped} > 0`;

const isUseful = `coalesce(outcome IN ('indexed', 'unchanged'), false)`;
const isUseless = `state = 'done' AND attempts > 0 AND NOT ${isUseful}`;

/** Of a site that asks for time again and again, and has given no page meanwhile. */
const fewestWaits = 5;
const longestSilence = `interval '8 minutes'`;

/** How many more pages may be taken: the cap counts those that gave text and those that still may; see `mostUseless`. */
const room = (cap: string, mostUseless: string) => `CASE
  WHEN count(*) FILTER (WHERE ${isUseless}) - 2 * count(*) FILTER (WHERE ${isUseful}) >= ${mostUseless} THEN 0
  ELSE ${cap} - count(*) FILTER (WHERE attempts > 0 AND (state <> 'done' OR ${isUseful})) END`;

const msUntilFree = (which: string) => `ceil(greatest(0, extract(epoch FROM
  min(free_at) FILTER (WHERE state <> 'done' AND ${which}) - now())) * 1000)::int`;

/** The frontier of an ingest and the outcome of each of its URLs. */
@Injectable()
export class FrontierRepository extends StoreScopedRepository<IngestPage> {
  constructor(connections: StoreConnections) {
    super(connections, IngestPage);
  }

  /**
   * Adds URLs that the ingest does not know yet, while fewer than `maxRows` are open or useful; returns how many were new.
   * What is known is looked up in sets: by a planner without statistics each URL was held against every row, which for a large import
   * kept the embedded database to itself for a minute.
   */
  async offer(
    scope: StoreScope,
    ingestId: string,
    pages: readonly FoundPage[],
    maxRows: number,
  ): Promise<number> {
    if (pages.length === 0) return 0;
    const rows = await this.rows(
      scope,
      `INSERT INTO ingest_pages (store_id, ingest_id, url, depth, outcome, detail, lastmod, state, priority)
       SELECT $1, $2, u.url, u.depth, u.outcome, u.detail, u.lastmod,
              CASE WHEN u.outcome IS NULL THEN 'queued' ELSE 'done' END,
              CASE WHEN u.url IN (SELECT p.url FROM pages p WHERE p.store_id = $1 AND p.url = ANY ($3)
                                    AND p.died_release IS NULL) THEN 0
                   WHEN u.is_guessed OR u.url ~ '[?]|/collections/[^/]+/products/' THEN 2 ELSE 1 END
       FROM unnest($3::text[], $4::int[], $5::text[], $7::timestamptz[], $8::bool[], $9::text[])
         WITH ORDINALITY AS u (url, depth, outcome, lastmod, is_guessed, detail, place)
       WHERE u.url NOT IN (SELECT i.url FROM ingest_pages i
                           WHERE i.store_id = $1 AND i.ingest_id = $2 AND i.url = ANY ($3))
       ORDER BY u.place
       LIMIT greatest(0, $6 - (SELECT count(*) FROM ingest_pages i
                               WHERE i.store_id = $1 AND i.ingest_id = $2 AND NOT (${isUseless})
                                 AND (outcome IS NULL OR attempts > 0 OR outcome NOT IN ('duplicate', 'left_out'))))
       ON CONFLICT (store_id, ingest_id, url) DO NOTHING RETURNING id`,
      [
        ingestId,
        pages.map(({ url }) => url),
        pages.map(({ depth }) => depth),
        pages.map(({ outcome }) => outcome ?? null),
        maxRows,
        pages.map(({ lastmod }) => lastmod ?? null),
        pages.map(({ isGuessed = false }) => isGuessed),
        pages.map(({ detail }) => detail ?? null),
      ],
    );
    return rows.length;
  }

  /** Those of some pages that still wait for their outcome, in a fixed order so that two callers do not wait for each other. */
  async lockOpen(scope: StoreScope, ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `SELECT id FROM ingest_pages WHERE store_id = $1 AND id = ANY ($2) AND state <> 'done'
       ORDER BY id FOR UPDATE`,
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Leases pages: first those that were started and are free again, then fresh ones, nearest to the start first, as long
   * as the cap leaves room. Two callers never get the same page. What was in hand when a worker died is left out, as it may
   * be what killed it (`TouchedPageRepository`).
   */
  lease(
    scope: StoreScope,
    ingestId: string,
    { limit, maxPages, mostUseless }: FrontierLimits & { limit: number },
  ): Promise<LeasedPage[]> {
    const open = `store_id = $1 AND ingest_id = $2 AND state <> 'done' AND free_at <= now()`;
    return this.rows<LeasedPage>(
      scope,
      `WITH again AS (
         SELECT id FROM ingest_pages WHERE ${open} AND attempts > 0 AND NOT (${touched})
         ORDER BY free_at LIMIT $3 FOR UPDATE SKIP LOCKED),
       fresh AS (
         SELECT id FROM ingest_pages WHERE ${open} AND attempts = 0 AND NOT (${touched})
         ORDER BY priority, depth, created_at, id
         LIMIT greatest(0, least($3 - (SELECT count(*) FROM again), (
           SELECT ${room('$4::bigint', '$6::bigint')} FROM ingest_pages
           WHERE store_id = $1 AND ingest_id = $2)))
         FOR UPDATE SKIP LOCKED),
       leased AS (
         UPDATE ingest_pages SET state = 'leased', updated_at = now(), free_at = now() + ${lease},
           attempts = attempts + 1
         WHERE store_id = $1 AND id IN (SELECT id FROM again UNION ALL SELECT id FROM fresh)
         RETURNING id, ingest_id, url, depth, attempts, stops, waits)
       SELECT l.id, l.url, l.depth, l.attempts, l.stops, l.waits, coalesce(p.etag, c.etag) AS etag,
         coalesce(p.last_modified, c.last_modified) AS "lastModified",
         coalesce(p.body_hash, c.body_hash) AS "bodyHash"
       FROM leased l JOIN ingests i ON i.store_id = $1 AND i.id = l.ingest_id
       LEFT JOIN LATERAL (
         SELECT etag, last_modified, body_hash FROM pages
         WHERE store_id = $1 AND source_id = i.source_id AND url = l.url AND died_release IS NULL
           AND seen_release < i.release_number AND extraction_version = $5 LIMIT 1) p ON true
       LEFT JOIN LATERAL (
         SELECT etag, last_modified, body_hash FROM page_copies
         WHERE store_id = $1 AND source_id = i.source_id AND url = l.url
           AND extraction_version = $5 LIMIT 1) c ON true`,
      [ingestId, limit, maxPages, extractionVersion, mostUseless],
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

  /** Puts a page off for another try. One for which the site asks for time twice is read after all others: they may be given. */
  async postpone(
    scope: StoreScope,
    id: string,
    { delayMs, detail, isAsked, status }: Postponement,
  ): Promise<void> {
    await this.rows(
      scope,
      `UPDATE ingest_pages SET state = 'queued', detail = $4, updated_at = now(),
         http_status = $6, attempts = attempts - $5::int, waits = waits + $7::int,
         priority = CASE WHEN $7::int > 0 AND waits > 0 THEN 3 ELSE priority END,
         free_at = now() + make_interval(secs => $3::float8 / 1000)
       WHERE store_id = $1 AND id = $2 AND state = 'leased' RETURNING id`,
      [id, delayMs, detail, Number(isAsked), status, Number(isAsked && status !== null)],
    );
  }

  /** Writes outcomes of pages, by their ids, each once: what another worker has finished is left alone. */
  async finish(scope: StoreScope, results: ReadonlyMap<string, PageResult>): Promise<void> {
    if (results.size === 0) return;
    const done = await this.rows<{ outcome: PageOutcome }>(
      scope,
      `UPDATE ingest_pages i SET state = 'done', updated_at = now(), outcome = r.outcome,
         http_status = r."httpStatus", title = r.title, detail = r.detail, canonical_key = r."canonicalKey",
         page_id = r."pageId", duplicate_of = r."duplicateOf", fetched_at = r."fetchedAt",
         canonical_url = r."canonicalUrl"
       FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, outcome text, "httpStatus" int, title text, detail text,
         "canonicalKey" text, "pageId" uuid, "duplicateOf" text, "fetchedAt" timestamptz, "canonicalUrl" text)
       WHERE i.store_id = $1 AND i.id = r.id AND i.state <> 'done' RETURNING i.outcome`,
      [JSON.stringify([...results].map(([id, result]) => ({ ...result, id })))],
    );
    const { storeId } = scope;
    pagesEnded.publish({ storeId, outcomes: done.map(({ outcome }) => outcome) });
  }

  /** Has what failed in passing, behind a wall or for want of room read again, as if it were met for the first time. */
  async requeueFailed(scope: StoreScope, ingestId: string): Promise<void> {
    await this.rows(
      scope,
      `UPDATE ingest_pages SET state = 'queued', outcome = NULL, http_status = NULL, detail = NULL,
         fetched_at = NULL, attempts = 0, stops = 0, waits = 0, free_at = now(), updated_at = now()
       WHERE store_id = $1 AND ingest_id = $2 AND state = 'done'
         AND (${passing} OR outcome IN ('blocked_by_wall', 'expired')) RETURNING id`,
      [ingestId],
    );
  }

  async countOpen(
    scope: StoreScope,
    ingestId: string,
    { maxPages, mostUseless }: FrontierLimits,
  ): Promise<OpenPages> {
    const [row] = await this.rows<OpenPages>(
      scope,
      `SELECT count(*) FILTER (WHERE state <> 'done' AND attempts = 0)::int AS fresh,
              count(*) FILTER (WHERE state <> 'done' AND attempts > 0)::int AS started,
              count(*) FILTER (WHERE state <> 'done' AND ${touched}
                AND (state = 'leased' OR free_at <= now()))::int AS touched,
              (${room('$3::bigint', '$4::bigint')})::int AS room,
              count(*) FILTER (WHERE ${isUseful})::int AS useful,
              count(*) FILTER (WHERE ${isUseless})::int AS useless,
              ${msUntilFree('attempts > 0')} AS "waitMs",
              ${msUntilFree('attempts = 0')} AS "freshWaitMs",
              coalesce(sum(waits) FILTER (WHERE state <> 'done'), 0) >= ${fewestWaits} AND now() - ${longestSilence} >
                coalesce(max(updated_at) FILTER (WHERE state = 'done' AND attempts > 0), min(created_at)) AS "isTurnedAway"
       FROM ingest_pages WHERE store_id = $1 AND ingest_id = $2`,
      [ingestId, maxPages, mostUseless],
    );
    return row as OpenPages;
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
