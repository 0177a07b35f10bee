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
import { folded } from './fold.repository.js';
import type { FoundPage } from './frontier.repository.js';
import type { OutcomeCounts, ReadCounts } from './frontier-counts.js';
import {
  emptyOutcomes,
  failedOutcomes,
  IngestPage,
  type PageOutcome,
  unreadOutcomes,
} from './ingest-page.entity.js';

/** An address of an ingest with the kind of the page that it stands for. */
export type ListedPage = IngestPage & { kind: PageKind | null };
export interface ListPagesOptions {
  outcome?: PageOutcome;
  after?: ListCursor;
  limit: number;
}

/** The addresses of an ingest that ended alike. */
export interface OutcomeGroup {
  outcome: PageOutcome;
  /** Apart for each answer that was an error; null for all other outcomes. */
  httpStatus: number | null;
  /** Apart for each reason why links were left out; null for all other outcomes. */
  reason: string | null;
  count: number;
  examples: Pick<IngestPage, 'url' | 'duplicateOf' | 'detail'>[];
}

const maxExamples = 5;
/** A shop has a few dozen. More are not counted: each would be a row, and a site makes up as many as it likes. */
const mostLeftOut = 1_000;

/** Ingests looked through for an address; small ones of single pages come between the crawls. */
const recentIngests = 50;

/** How the pages of ingests ended, counted and listed; also those that end unread. */
@Injectable()
export class OutcomeRepository extends StoreScopedRepository<IngestPage> {
  constructor(connections: StoreConnections) {
    super(connections, IngestPage);
  }

  /** How many pages ended how, and how many of the duplicates were not read; open ones count under `open`. */
  async countOutcomes(scope: StoreScope, ingestId: string): Promise<OutcomeCounts> {
    const rows = await this.rows<{ outcome: string; count: number; folded: number }>(
      scope,
      `SELECT coalesce(outcome, 'open') AS outcome, count(*)::int AS count,
              count(*) FILTER (WHERE ${folded})::int AS folded
       FROM ingest_pages WHERE store_id = $1 AND ingest_id = $2 GROUP BY 1`,
      [ingestId],
    );
    return {
      outcomes: Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count])),
      folded: rows.reduce((sum, row) => sum + row.folded, 0),
    };
  }

  /** How many pages were read after the first ones, and in how many seconds; of a pause counts `longest`. */
  async measurePace(
    scope: StoreScope,
    ingestId: string,
    longest: number,
  ): Promise<{ read: number; seconds: number }> {
    const [row] = await this.rows<{ read: number; seconds: number }>(
      scope,
      `SELECT count(*) FILTER (WHERE at > first)::int AS read,
              coalesce(sum(least($3::float8, extract(epoch FROM (at - before))))
                FILTER (WHERE before IS NOT NULL), 0)::float8 AS seconds
       FROM (
         SELECT updated_at AS at, min(updated_at) OVER () AS first,
                lag(updated_at) OVER (ORDER BY updated_at) AS before
         FROM ingest_pages
         WHERE store_id = $1 AND ingest_id = $2 AND state = 'done' AND attempts > 0) p`,
      [ingestId, longest],
    );
    return row as { read: number; seconds: number };
  }

  /** How many ended how, the most first, with those of each that were found first. */
  groupOutcomes(scope: StoreScope, ingestId: string): Promise<OutcomeGroup[]> {
    return this.rows<OutcomeGroup>(
      scope,
      `WITH ended AS (
         SELECT outcome, CASE outcome WHEN 'http_error' THEN http_status END AS status,
                CASE outcome WHEN 'left_out' THEN detail END AS reason,
                url, duplicate_of, detail, created_at, id
         FROM ingest_pages WHERE store_id = $1 AND ingest_id = $2 AND outcome IS NOT NULL),
       placed AS (
         SELECT *, row_number() OVER (PARTITION BY outcome, status, reason ORDER BY created_at, id) AS place
         FROM ended)
       SELECT outcome, status AS "httpStatus", reason, count(*)::int AS count,
              jsonb_agg(jsonb_build_object(
                'url', url, 'duplicateOf', duplicate_of, 'detail', detail) ORDER BY place)
                FILTER (WHERE place <= ${maxExamples}) AS examples
       FROM placed GROUP BY outcome, status, reason ORDER BY count(*) DESC, outcome, status, reason`,
      [ingestId],
    );
  }

  /** Notes links that are left out, as many as show what they are. */
  async noteLeftOut(
    scope: StoreScope,
    ingestId: string,
    links: readonly FoundPage[],
  ): Promise<void> {
    if (links.length === 0) return;
    await this.rows(
      scope,
      `INSERT INTO ingest_pages (store_id, ingest_id, url, depth, state, outcome, detail)
       SELECT $1, $2, u.url, u.depth, 'done', 'left_out', u.detail
       FROM unnest($3::text[], $4::int[], $5::text[]) WITH ORDINALITY AS u (url, depth, detail, place)
       WHERE u.url NOT IN (SELECT i.url FROM ingest_pages i
                           WHERE i.store_id = $1 AND i.ingest_id = $2 AND i.url = ANY ($3))
       ORDER BY u.place
       LIMIT greatest(0, ${mostLeftOut} - (SELECT count(*) FROM ingest_pages i
         WHERE i.store_id = $1 AND i.ingest_id = $2 AND i.outcome = 'left_out'))
       ON CONFLICT (store_id, ingest_id, url) DO NOTHING RETURNING id`,
      [
        ingestId,
        links.map(({ url }) => url),
        links.map(({ depth }) => depth),
        links.map(({ detail }) => detail ?? null),
      ],
    );
  }

  async countReads(scope: StoreScope, ingestId: string): Promise<ReadCounts> {
    const [row] = await this.rows<ReadCounts>(
      scope,
      `SELECT count(*) FILTER (WHERE outcome <> ALL ($3) AND NOT ${folded})::int AS read,
              count(*) FILTER (WHERE outcome = ANY ($4) AND NOT (
                outcome = 'http_error' AND coalesce(http_status, 0) IN (404, 410)))::int AS failed,
              count(*) FILTER (WHERE outcome = ANY ($5))::int AS empty
       FROM ingest_pages WHERE store_id = $1 AND ingest_id = $2`,
      [ingestId, unreadOutcomes, failedOutcomes, emptyOutcomes],
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

  /** Ends what was found and will not be read. */
  async closeFresh(scope: StoreScope, ingestId: string, detail: string): Promise<void> {
    await this.rows(
      scope,
      `UPDATE ingest_pages SET state = 'done', outcome = 'over_limit', detail = $3, updated_at = now()
       WHERE store_id = $1 AND ingest_id = $2 AND state = 'queued' AND attempts = 0 RETURNING id`,
      [ingestId, detail],
    );
  }

  /** Ends what was tried and put off, as it was answered last. */
  async closePutOff(scope: StoreScope, ingestId: string): Promise<void> {
    await this.rows(
      scope,
      `UPDATE ingest_pages SET state = 'done', updated_at = now(), fetched_at = updated_at,
         outcome = CASE WHEN http_status IS NULL THEN 'unreachable' ELSE 'http_error' END
       WHERE store_id = $1 AND ingest_id = $2 AND state = 'queued' AND attempts + waits > 0 RETURNING id`,
      [ingestId],
    );
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
