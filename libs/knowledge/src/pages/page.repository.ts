import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../knowledge.errors.js';
import { Page } from './page.entity.js';
import type { PageKind } from './page-kind.js';
import type { Product } from './product.js';
import type { RepeatedBlock } from './repeated-block.js';

export interface PageText {
  sourceId: string;
  url: string;
  title: string;
  description: string | null;
  language: string | null;
  markdown: string;
  kind: PageKind;
  products: Product[];
  contentHash: string;
  blockHashes: string[];
  nearKeys?: string[];
  fetchedAt: Date;
}

export type PageVersion = Pick<
  Page,
  'id' | 'url' | 'kind' | 'contentHash' | 'bornRelease' | 'seenRelease'
>;
export type SeenVersion = Partial<Pick<Page, 'seenRelease' | 'fetchedAt' | 'nearKeys'>>;

/** A version with all that is kept of it for readers. */
export type PageDetail = Pick<
  Page,
  | 'id'
  | 'sourceId'
  | 'url'
  | 'title'
  | 'description'
  | 'language'
  | 'kind'
  | 'products'
  | 'markdown'
  | 'contentHash'
  | 'bornRelease'
  | 'diedRelease'
  | 'fetchedAt'
>;

export type UncutPage = Pick<Page, 'id' | 'sourceId' | 'title' | 'markdown'>;

/** Outcomes that say nothing about whether the page still exists; its last version is kept. */
const passing = `i.outcome IN ('timeout', 'unreachable', 'bad_response', 'extraction_failed', 'over_limit', 'shell')
  OR (i.outcome = 'blocked_by_wall' AND coalesce(i.http_status, 0) NOT IN (401, 451))
  OR (i.outcome = 'http_error' AND (i.http_status >= 500 OR i.http_status IN (408, 429)))`;

const lost = `p.store_id = $1 AND p.source_id = $2 AND p.died_release IS NULL AND p.seen_release < $3
  AND NOT EXISTS (SELECT FROM ingest_pages i
                  WHERE i.store_id = $1 AND i.ingest_id = $4 AND i.url = p.url AND (${passing}))`;

/** Page versions. Writing touches only what no reader sees yet; see `Page` for what a release shows. */
@Injectable()
export class PageRepository extends StoreScopedRepository<Page> {
  constructor(connections: StoreConnections) {
    super(connections, Page);
  }

  /** Makes writers of one source take turns until their transaction ends, so that twins are seen. */
  async lockSource(scope: StoreScope, sourceId: string): Promise<void> {
    await this.rows(
      scope,
      `SELECT pg_advisory_xact_lock(hashtextextended(s.id::text || $2::text, 0))
       FROM stores s WHERE s.id = $1`,
      [sourceId],
    );
  }

  /** The living version of a URL, and of its twins those that this release's ingest has met. */
  findVersions(
    scope: StoreScope,
    { sourceId, url, contentHash }: Pick<PageText, 'sourceId' | 'url' | 'contentHash'>,
    releaseNumber: number,
  ): Promise<PageVersion[]> {
    return this.rows<PageVersion>(
      scope,
      `SELECT id, url, kind, content_hash AS "contentHash", born_release AS "bornRelease",
              seen_release AS "seenRelease"
       FROM pages
       WHERE store_id = $1 AND source_id = $2 AND died_release IS NULL
         AND (url = $3 OR (content_hash = $4 AND seen_release = $5))
       ORDER BY length(url), url`,
      [sourceId, url, contentHash, releaseNumber],
    );
  }

  /** By the version's own id, or by that of the address of an ingest whose text it is. */
  async getDetail(scope: StoreScope, id: string): Promise<PageDetail> {
    const [page] = await this.rows<PageDetail>(
      scope,
      `SELECT id, source_id AS "sourceId", url, title, description, language, kind, products, markdown,
              content_hash AS "contentHash", born_release AS "bornRelease",
              died_release AS "diedRelease", fetched_at AS "fetchedAt"
       FROM pages
       WHERE store_id = $1 AND id IN ($2, (SELECT page_id FROM ingest_pages
                                           WHERE store_id = $1 AND id = $2))
       LIMIT 1`,
      [id],
    );
    if (page === undefined) throw this.notFound(id);
    return page;
  }

  async insertVersion(scope: StoreScope, page: PageText, releaseNumber: number): Promise<string> {
    const born = { bornRelease: releaseNumber, seenRelease: releaseNumber };
    const { id } = await this.insert(scope, { ...page, ...born });
    return id;
  }

  async keep(scope: StoreScope, id: string, seen: SeenVersion): Promise<void> {
    await this.update(scope, { id }, seen);
  }

  /** Ends versions and all that was cut from them: readers of older releases keep seeing them. */
  async end(scope: StoreScope, ids: readonly string[], releaseNumber: number): Promise<void> {
    if (ids.length === 0) return;
    await this.rows(
      scope,
      `WITH gone AS (
         DELETE FROM pages WHERE store_id = $1 AND id = ANY($2) AND born_release = $3),
       chunk AS (
         UPDATE chunks SET died_release = $3
         WHERE store_id = $1 AND page_id = ANY($2) AND born_release < $3 AND died_release IS NULL
         RETURNING id),
       vector AS (
         UPDATE chunk_vectors SET died_release = $3
         WHERE store_id = $1 AND chunk_id IN (SELECT id FROM chunk))
       UPDATE pages SET died_release = $3
       WHERE store_id = $1 AND id = ANY($2) AND born_release < $3 AND died_release IS NULL`,
      [ids, releaseNumber],
    );
  }

  async findLost(
    scope: StoreScope,
    { sourceId, ingestId }: { sourceId: string; ingestId: string },
    releaseNumber: number,
  ): Promise<string[]> {
    const rows = await this.rows<{ id: string }>(scope, `SELECT p.id FROM pages p WHERE ${lost}`, [
      sourceId,
      releaseNumber,
      ingestId,
    ]);
    return rows.map(({ id }) => id);
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

  /** Which of these addresses a release shows; with null, which of them any kept release does. */
  async findUrls(
    scope: StoreScope,
    urls: readonly string[],
    releaseNumber: number | null,
  ): Promise<Set<string>> {
    const rows = await this.rows<{ url: string }>(
      scope,
      `SELECT DISTINCT url FROM pages WHERE store_id = $1 AND url = ANY ($2)
         AND ($3::int IS NULL OR (born_release <= $3 AND (died_release IS NULL OR died_release > $3)))`,
      [urls, releaseNumber],
    );
    return new Set(rows.map(({ url }) => url));
  }

  /** How many versions a release shows. */
  async countVisible(scope: StoreScope, releaseNumber: number): Promise<number> {
    const [row] = await this.rows<{ count: number }>(
      scope,
      `SELECT count(*)::int AS count FROM pages
       WHERE store_id = $1 AND born_release <= $2 AND (died_release IS NULL OR died_release > $2)`,
      [releaseNumber],
    );
    return row?.count ?? 0;
  }

  /**
   * How many pages of a source the live release shows, and how many of them another release does not: neither their
   * address nor, as its ingest found, a page that they repeat. Set differences, which need no statistics to be quick.
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
           WHERE store_id = $1 AND ingest_id = $3 AND outcome = 'duplicate')
       SELECT (SELECT count(*) FROM shown WHERE before)::int AS pages,
         (SELECT count(*) FROM lost)::int AS lost`,
      [sourceId, ingestId, live, release],
    );
    return row as { pages: number; lost: number };
  }

  /** Versions that a release shows and that are not cut yet. */
  findUncut(scope: StoreScope, releaseNumber: number, limit: number): Promise<UncutPage[]> {
    return this.rows<UncutPage>(
      scope,
      `SELECT id, source_id AS "sourceId", title, markdown FROM pages
       WHERE store_id = $1 AND indexed_at IS NULL
         AND born_release <= $2 AND (died_release IS NULL OR died_release > $2)
       ORDER BY id LIMIT $3`,
      [releaseNumber, limit],
    );
  }

  /** Marks versions as cut, each once: the ids of those that nobody had marked before. */
  async claimCut(
    scope: StoreScope,
    cuts: readonly { pageId: string; strippedHashes: readonly string[] }[],
  ): Promise<Set<string>> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `UPDATE pages p SET indexed_at = now(),
         stripped_hashes = ARRAY(SELECT jsonb_array_elements_text(c.stripped))
       FROM jsonb_to_recordset($2::jsonb) AS c (id uuid, stripped jsonb)
       WHERE p.store_id = $1 AND p.id = c.id AND p.indexed_at IS NULL RETURNING p.id`,
      [
        JSON.stringify(
          cuts.map(({ pageId, strippedHashes }) => ({ id: pageId, stripped: strippedHashes })),
        ),
      ],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Blocks that more than `share` of a source's pages hold, each with the page nearest to the site's root. */
  findRepeatedBlocks(
    scope: StoreScope,
    sourceId: string,
    { releaseNumber, minPages, share }: { releaseNumber: number; minPages: number; share: number },
  ): Promise<RepeatedBlock[]> {
    return this.rows<RepeatedBlock>(
      scope,
      `WITH page AS (
         SELECT id, block_hashes, row_number() OVER (
           ORDER BY length(url) - length(replace(url, '/', '')), length(url), url) AS place
         FROM pages
         WHERE store_id = $1 AND source_id = $2
           AND born_release <= $3 AND (died_release IS NULL OR died_release > $3))
       SELECT b.hash, (array_agg(p.id ORDER BY p.place))[1] AS "keeperId"
       FROM page p, LATERAL (SELECT DISTINCT unnest(p.block_hashes) AS hash) b
       GROUP BY b.hash
       HAVING count(*) >= $4 AND count(*) > $5::float8 * (SELECT count(*) FROM page)`,
      [sourceId, releaseNumber, minPages, share],
    );
  }

  /** Has pages cut again that must keep a repeated block which was left out of them before. */
  async recutKeepers(scope: StoreScope, keepers: readonly RepeatedBlock[]): Promise<void> {
    await this.rows(
      scope,
      `UPDATE pages p SET indexed_at = NULL
       FROM unnest($2::uuid[], $3::text[]) AS k (id, hash)
       WHERE p.store_id = $1 AND p.id = k.id AND p.indexed_at IS NOT NULL
         AND k.hash = ANY (p.stripped_hashes)`,
      [keepers.map(({ keeperId }) => keeperId), keepers.map(({ hash }) => hash)],
    );
  }

  /** Has every living version cut again for `releaseNumber`. */
  async recutLiving(scope: StoreScope, releaseNumber: number): Promise<void> {
    await this.rows(
      scope,
      `UPDATE pages SET indexed_at = NULL, seen_release = $2
       WHERE store_id = $1 AND died_release IS NULL`,
      [releaseNumber],
    );
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
