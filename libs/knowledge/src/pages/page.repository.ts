import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../knowledge.errors.js';
import { Page } from './page.entity.js';

export interface PageText {
  sourceId: string;
  url: string;
  title: string;
  description: string | null;
  language: string | null;
  markdown: string;
  contentHash: string;
  blockHashes: string[];
  fetchedAt: Date;
}

export type PageVersion = Pick<Page, 'id' | 'url' | 'contentHash' | 'bornRelease' | 'seenRelease'>;

export type UncutPage = Pick<Page, 'id' | 'sourceId' | 'title' | 'language' | 'markdown'>;

/** A block that most pages of a source hold, and the one page that keeps it. */
export interface RepeatedBlock {
  hash: string;
  keeperId: string;
}

/** Outcomes that say nothing about whether the page still exists; its last version is kept. */
const passing = `i.outcome IN ('timeout', 'unreachable', 'bad_response', 'extraction_failed', 'over_limit')
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
      `SELECT id, url, content_hash AS "contentHash", born_release AS "bornRelease",
              seen_release AS "seenRelease"
       FROM pages
       WHERE store_id = $1 AND source_id = $2 AND died_release IS NULL
         AND (url = $3 OR (content_hash = $4 AND seen_release = $5))
       ORDER BY length(url), url`,
      [sourceId, url, contentHash, releaseNumber],
    );
  }

  async insertVersion(scope: StoreScope, page: PageText, releaseNumber: number): Promise<string> {
    const born = { bornRelease: releaseNumber, seenRelease: releaseNumber };
    const { id } = await this.insert(scope, { ...page, ...born });
    return id;
  }

  async keep(scope: StoreScope, id: string, releaseNumber: number, fetchedAt: Date): Promise<void> {
    await this.update(scope, { id }, { seenRelease: releaseNumber, fetchedAt });
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

  countMet(scope: StoreScope, sourceId: string, releaseNumber: number): Promise<number> {
    return this.count(scope, { sourceId, seenRelease: releaseNumber });
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

  /** The languages of what a release shows; null among them where a text does not tell. */
  async findLanguages(scope: StoreScope, releaseNumber: number): Promise<(string | null)[]> {
    const rows = await this.rows<{ language: string | null }>(
      scope,
      `SELECT DISTINCT language FROM pages
       WHERE store_id = $1 AND born_release <= $2 AND (died_release IS NULL OR died_release > $2)`,
      [releaseNumber],
    );
    return rows.map(({ language }) => language);
  }

  /** Versions that a release shows and that are not cut yet. */
  findUncut(scope: StoreScope, releaseNumber: number, limit: number): Promise<UncutPage[]> {
    return this.rows<UncutPage>(
      scope,
      `SELECT id, source_id AS "sourceId", title, language, markdown FROM pages
       WHERE store_id = $1 AND indexed_at IS NULL
         AND born_release <= $2 AND (died_release IS NULL OR died_release > $2)
       ORDER BY id LIMIT $3`,
      [releaseNumber, limit],
    );
  }

  /** Marks versions as cut, each once, with what was read off them: the ids of those that nobody had marked before. */
  async claimCut(
    scope: StoreScope,
    cuts: readonly { pageId: string; language: string | null; strippedHashes: readonly string[] }[],
  ): Promise<Set<string>> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `UPDATE pages p SET indexed_at = now(), language = c.language,
         stripped_hashes = ARRAY(SELECT jsonb_array_elements_text(c.stripped))
       FROM jsonb_to_recordset($2::jsonb) AS c (id uuid, language text, stripped jsonb)
       WHERE p.store_id = $1 AND p.id = c.id AND p.indexed_at IS NULL RETURNING p.id`,
      [
        JSON.stringify(
          cuts.map(({ pageId, language, strippedHashes }) => ({
            id: pageId,
            language,
            stripped: strippedHashes,
          })),
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

  /** Has every living version cut again for `releaseNumber`; returns how many. */
  async recutLiving(scope: StoreScope, releaseNumber: number): Promise<number> {
    const rows = await this.rows(
      scope,
      `UPDATE pages SET indexed_at = NULL, seen_release = $2
       WHERE store_id = $1 AND died_release IS NULL RETURNING id`,
      [releaseNumber],
    );
    return rows.length;
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
