import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { passing, unread } from '../frontier/passing-outcomes.js';
import { pageNotFound } from '../knowledge.errors.js';
import { Page } from './page.entity.js';

/** The ingest that may have lost pages, and whose they are. */
export interface LosingIngest {
  ingestId: string;
  sourceId: string;
  releaseNumber: number;
  /** How long a page that gives nothing keeps its last version; null for ever. */
  keepUnreadDays: number | null;
}

/** Outcomes by which a site says itself that the page is to be found no more, or elsewhere; or has not said for too long. */
const said = `outcome IN ('noindex', 'redirected', 'duplicate', 'blocked_by_robots', 'off_scope', 'refused_address',
    'expired')`;

/** Versions that an ingest did not meet, and what that means for them. */
@Injectable()
export class LostPageRepository extends StoreScopedRepository<Page> {
  constructor(connections: StoreConnections) {
    super(connections, Page);
  }

  /**
   * The living versions of a source that end with this ingest: the site says so, the ingest before did not find them either,
   * or they were taken out of what a merchant gave. Pages missed for the first time are marked and go on, since sites err
   * for an hour; pages that nothing led to count as missed only where the crawl read all that it found. Safe to repeat.
   * What was read is asked in sets, not joined: without statistics a join held each page against each address.
   */
  async takeStock(
    scope: StoreScope,
    { ingestId, sourceId, releaseNumber, keepUnreadDays }: LosingIngest,
  ): Promise<string[]> {
    await this.expireUnread(scope, ingestId, keepUnreadDays);
    const rows = await this.rows<{ id: string; ends: boolean }>(
      scope,
      `WITH crawl AS MATERIALIZED (
         SELECT i.kind = 'import' AS is_told, i.kind = 'import' OR i.kind = 'crawl' AND NOT EXISTS (
           SELECT FROM ingest_pages WHERE store_id = $1 AND ingest_id = i.id AND (${passing} OR outcome = 'expired')) AS is_complete
         FROM ingests i WHERE i.store_id = $1 AND i.id = $4),
       read AS MATERIALIZED (
         SELECT url, ${said} AS is_said, ${passing} AS is_passing
         FROM ingest_pages WHERE store_id = $1 AND ingest_id = $4),
       lost AS (
         SELECT p.id, (SELECT is_told FROM crawl) OR p.url IN (SELECT url FROM read WHERE is_said)
           OR (p.missed_by IS NOT NULL AND p.missed_by <> $4) AS ends
         FROM pages p
         WHERE p.store_id = $1 AND p.source_id = $2 AND p.died_release IS NULL AND p.seen_release < $3
           AND CASE WHEN p.url IN (SELECT url FROM read WHERE is_passing) THEN false
             WHEN p.url IN (SELECT url FROM read WHERE NOT is_passing) THEN true
             ELSE (SELECT is_complete FROM crawl) END),
       missed AS (
         UPDATE pages SET missed_by = $4
         WHERE store_id = $1 AND (id IN (SELECT id FROM lost WHERE NOT ends)) IS TRUE AND missed_by IS NULL)
       SELECT id, ends FROM lost`,
      [sourceId, releaseNumber, ingestId],
    );
    return rows.filter(({ ends }) => ends).map(({ id }) => id);
  }

  async findLivingOf(scope: StoreScope, sourceId: string): Promise<string[]> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `SELECT id FROM pages WHERE store_id = $1 AND source_id = $2 AND died_release IS NULL`,
      [sourceId],
    );
    return rows.map(({ id }) => id);
  }

  countMet(scope: StoreScope, sourceId: string, releaseNumber: number): Promise<number> {
    return this.count(scope, { sourceId, seenRelease: releaseNumber });
  }

  /**
   * How many pages of a source the live release shows, and how many of them another release does not: neither their
   * address nor, as its ingest found, a page that they repeat or one that they moved to; where many lead to one, as those
   * of a closed shop do to its home page, only one has moved. Set differences, which need no statistics to be quick.
   */
  async countLost(
    scope: StoreScope,
    { sourceId, ingestId }: { sourceId: string; ingestId: string },
    { live, release }: { live: number; release: number },
  ): Promise<{ pages: number; lost: number }> {
    const [row] = await this.rows<{ pages: number; lost: number }>(
      scope,
      `WITH shown AS MATERIALIZED (
         SELECT url, born_release <= $4 AND (died_release IS NULL OR died_release > $4) AS before,
           born_release <= $5 AND (died_release IS NULL OR died_release > $5) AS after
         FROM pages WHERE store_id = $1 AND source_id = $2),
       lost AS (
         SELECT url FROM shown WHERE before
         EXCEPT SELECT url FROM shown WHERE after
         EXCEPT SELECT url FROM ingest_pages
           WHERE store_id = $1 AND ingest_id = $3 AND outcome = 'duplicate'
         EXCEPT SELECT min(i.url) FROM ingest_pages i
           JOIN shown s ON s.url = i.duplicate_of AND s.after
           WHERE i.store_id = $1 AND i.ingest_id = $3 AND i.outcome = 'redirected'
           GROUP BY i.duplicate_of)
       SELECT (SELECT count(*) FROM shown WHERE before)::int AS pages,
         (SELECT count(*) FROM lost)::int AS lost`,
      [sourceId, ingestId, live, release],
    );
    return row as { pages: number; lost: number };
  }

  /** Says of pages that gave nothing in passing whether they have done so for too long. What was given does not age. */
  private async expireUnread(
    scope: StoreScope,
    ingestId: string,
    keepUnreadDays: number | null,
  ): Promise<void> {
    if (keepUnreadDays === null) return;
    await this.rows(
      scope,
      `WITH unread AS MATERIALIZED (
         SELECT id, url FROM ingest_pages WHERE store_id = $1 AND ingest_id = $2 AND ${unread}),
       old AS MATERIALIZED (
         SELECT p.url FROM ingests i JOIN pages p ON p.store_id = $1 AND p.source_id = i.source_id
         WHERE i.store_id = $1 AND i.id = $2 AND i.kind <> 'import' AND p.died_release IS NULL
           AND p.seen_release < i.release_number AND p.fetched_at < now() - make_interval(days => $3::int))
       UPDATE ingest_pages r SET outcome = 'expired', detail = 'it has given no text for more than '
         || $3::int || ' days, at last: ' || coalesce(r.detail, r.outcome)
       WHERE r.store_id = $1 AND r.id IN (SELECT id FROM unread WHERE url IN (
         SELECT url FROM unread INTERSECT SELECT url FROM old))
       RETURNING r.id`,
      [ingestId, keepUnreadDays],
    );
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
