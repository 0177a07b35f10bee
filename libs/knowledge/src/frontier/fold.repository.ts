import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../knowledge.errors.js';
import type { FoundPage } from './frontier.repository.js';
import { IngestPage } from './ingest-page.entity.js';
import type { FoldEnd, Unfolding } from './plan-unfolding.js';

/** An address that was not read since another is read in its place, as a condition on rows of `ingest_pages`. */
export const folded = `(outcome = 'duplicate' AND attempts = 0)`;
const gone = `(outcome = 'soft_404' OR outcome = 'http_error' AND http_status IN (404, 410))`;
const withText = `'indexed', 'unchanged', 'duplicate'`;
/** Of the source of ingest $2. */
const livingUrls = `SELECT p.url FROM pages p WHERE p.store_id = $1 AND p.died_release IS NULL
  AND p.source_id = (SELECT source_id FROM ingests WHERE store_id = $1 AND id = $2)`;
const detailOf = (url: string) =>
  `'one product with ' || ${url} || ', read only where that is gone'`;

/** An address that folds, or a page that such fold into. */
export type FoldTarget = Pick<IngestPage, 'id' | 'url' | 'title' | 'pageId' | 'duplicateOf'> & {
  isFolded: boolean;
};

/** Addresses that fold into others before they are read, and are read after all where those lead to nothing. */
@Injectable()
export class FoldRepository extends StoreScopedRepository<IngestPage> {
  constructor(connections: StoreConnections) {
    super(connections, IngestPage);
  }

  /** Adds those that the ingest does not know yet, up to so many. Each folds into what its own was found to be. */
  async offer(
    scope: StoreScope,
    ingestId: string,
    pages: readonly FoundPage[],
    maxRows: number,
  ): Promise<void> {
    if (pages.length === 0) return;
    await this.rows(
      scope,
      `INSERT INTO ingest_pages (store_id, ingest_id, url, depth, state, outcome, duplicate_of, detail)
       SELECT $1, $2, f.url, f.depth, 'done', 'duplicate', f.target, ${detailOf('f.target')}
       FROM (
         SELECT u.url, u.depth, u.place, coalesce((SELECT i.duplicate_of FROM ingest_pages i
           WHERE i.store_id = $1 AND i.ingest_id = $2 AND i.url = u.target), u.target) AS target
         FROM unnest($3::text[], $4::int[], $5::text[]) WITH ORDINALITY AS u (url, depth, target, place)
         WHERE u.url NOT IN (SELECT i.url FROM ingest_pages i
                             WHERE i.store_id = $1 AND i.ingest_id = $2 AND i.url = ANY ($3))) f
       WHERE f.target <> f.url
       ORDER BY f.place
       LIMIT greatest(0, $6 - (SELECT count(*) FROM ingest_pages i
                               WHERE i.store_id = $1 AND i.ingest_id = $2 AND ${folded}))
       ON CONFLICT (store_id, ingest_id, url) DO NOTHING RETURNING id`,
      [
        ingestId,
        pages.map(({ url }) => url),
        pages.map(({ depth }) => depth),
        pages.map(({ duplicateOf }) => duplicateOf),
        maxRows,
      ],
    );
  }

  /** What folds, with all that gave no text; nothing where nothing folds. */
  findEnds(scope: StoreScope, ingestId: string): Promise<FoldEnd[]> {
    return this.rows<FoldEnd>(
      scope,
      `WITH met AS MATERIALIZED (
         SELECT id, url, duplicate_of, CASE WHEN ${folded} THEN 'folded' WHEN ${gone} THEN 'gone'
           WHEN outcome = 'redirected' THEN 'redirected'
           WHEN outcome NOT IN (${withText}) THEN 'failed' END AS "end"
         FROM ingest_pages WHERE store_id = $1 AND ingest_id = $2)
       SELECT id, url, "end", duplicate_of AS "duplicateOf",
         url IN (${livingUrls}) AS "isKnown",
         duplicate_of IN (SELECT url FROM met) AS "hasTarget"
       FROM met WHERE "end" IS NOT NULL AND EXISTS (SELECT FROM met WHERE "end" = 'folded')`,
      [ingestId],
    );
  }

  /** Has others of these stand for what they name. */
  async move(scope: StoreScope, moves: Unfolding['moves']): Promise<void> {
    await this.rows(
      scope,
      `UPDATE ingest_pages i SET duplicate_of = m.url,
         detail = CASE WHEN ${folded} THEN ${detailOf('m.url')} ELSE i.detail END
       FROM unnest($2::uuid[], $3::text[]) AS m (id, url)
       WHERE i.store_id = $1 AND i.id = m.id RETURNING i.id`,
      [moves.map(({ id }) => id), moves.map(({ url }) => url)],
    );
  }

  /** Has them read like any other. */
  async reopen(scope: StoreScope, ids: readonly string[]): Promise<void> {
    await this.rows(
      scope,
      `UPDATE ingest_pages SET state = 'queued', outcome = NULL, duplicate_of = NULL, detail = NULL,
         free_at = now(), updated_at = now()
       WHERE store_id = $1 AND id = ANY ($2) AND ${folded} RETURNING id`,
      [ids],
    );
  }

  /** Has pages of before that fold into what gave no text, and had no room to be read themselves, go on as unread. */
  async endUnread(scope: StoreScope, ingestId: string, detail: string): Promise<void> {
    await this.rows(
      scope,
      `UPDATE ingest_pages SET outcome = 'over_limit', detail = $3, updated_at = now()
       WHERE store_id = $1 AND ingest_id = $2 AND ${folded}
         AND duplicate_of NOT IN (SELECT i.url FROM ingest_pages i
           WHERE i.store_id = $1 AND i.ingest_id = $2 AND i.outcome IN (${withText}))
         AND url IN (${livingUrls}) RETURNING id`,
      [ingestId, detail],
    );
  }

  /** What folds, and the pages with text that it folds into. In one look over all: a lookup for each becomes one over all. */
  findTargets(scope: StoreScope, ingestId: string): Promise<FoldTarget[]> {
    return this.rows<FoldTarget>(
      scope,
      `SELECT id, url, title, page_id AS "pageId", duplicate_of AS "duplicateOf", ${folded} IS TRUE AS "isFolded"
       FROM ingest_pages WHERE store_id = $1 AND ingest_id = $2 AND (${folded} OR (
         page_id IS NOT NULL AND url IN (
           SELECT duplicate_of FROM ingest_pages WHERE store_id = $1 AND ingest_id = $2 AND ${folded})))`,
      [ingestId],
    );
  }

  /** Has what folds, by its ids, stand for the same text as a page. */
  async standFor(
    scope: StoreScope,
    stands: readonly (readonly [string, FoldTarget])[],
  ): Promise<void> {
    await this.rows(
      scope,
      `UPDATE ingest_pages i SET page_id = s.page_id, title = s.title, duplicate_of = s.url
       FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) AS s (id, page_id, title, url)
       WHERE i.store_id = $1 AND i.id = s.id RETURNING i.id`,
      [
        stands.map(([id]) => id),
        stands.map(([, { pageId }]) => pageId),
        stands.map(([, { title }]) => title),
        stands.map(([, { url, duplicateOf }]) => duplicateOf ?? url),
      ],
    );
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
