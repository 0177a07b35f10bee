import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { inParts } from '../in-parts.js';
import { pageNotFound } from '../knowledge.errors.js';
import { Page } from './page.entity.js';
import type { RepeatedBlock } from './repeated-block.js';

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
  | 'diedRelease'
  | 'fetchedAt'
> & {
  /** Null for a text that an answer was made of before a release had it. */
  bornRelease: number | null;
};

export type UncutPage = Pick<Page, 'id' | 'sourceId' | 'title' | 'language' | 'markdown'>;

/** Versions that a release shows, and those of them that are not cut and embedded yet. */
export interface CutProgress {
  visible: number;
  uncut: number;
  /** Those that were cut lately, after the first ones, and how long that took. */
  cut: number;
  seconds: number;
}

/** What cutting tells of a page; whatever it brings along. */
export interface CutMark {
  pageId: string;
  language: string | null;
  strippedHashes: readonly string[];
}

/** All 20,000 of a store kept the embedded database's one session for three seconds. */
const RECUT_AT_ONCE = 200;

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

  async isLiving(
    scope: StoreScope,
    { sourceId, url }: Pick<Page, 'sourceId' | 'url'>,
  ): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `SELECT 1 FROM pages
       WHERE store_id = $1 AND source_id = $2 AND url = $3 AND died_release IS NULL`,
      [sourceId, url],
    );
    return rows.length > 0;
  }

  /** By the version's own id, by that of the address of an ingest whose text it is, or by what its own address names. */
  async findDetail(scope: StoreScope, id: string): Promise<PageDetail | null> {
    const [page] = await this.rows<PageDetail>(
      scope,
      `SELECT id, source_id AS "sourceId", coalesce(link, url) AS url, title, description, language, kind, products, markdown,
              content_hash AS "contentHash", born_release AS "bornRelease",
              died_release AS "diedRelease", fetched_at AS "fetchedAt"
       FROM pages
       WHERE store_id = $1 AND (
         id IN ($2::uuid, (SELECT page_id FROM ingest_pages WHERE store_id = $1 AND id = $2::uuid))
         OR url IN ('snippet:' || $2::text, 'file:' || $2::text))
       ORDER BY born_release DESC LIMIT 1`,
      [id],
    );
    return page ?? null;
  }

  /** Gives versions of this release others of their addresses; the copies there were other answers of the site. */
  async moveVersions(
    scope: StoreScope,
    moves: readonly { keepId: string; url: string }[],
    release: number,
  ): Promise<void> {
    await this.rows(
      scope,
      `UPDATE pages p SET url = m.url, etag = NULL, last_modified = NULL, body_hash = NULL
       FROM unnest($2::uuid[], $3::text[]) AS m (id, url)
       WHERE p.store_id = $1 AND p.id = m.id AND p.born_release = $4 AND p.url <> m.url
       RETURNING p.id`,
      [moves.map(({ keepId }) => keepId), moves.map(({ url }) => url), release],
    );
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
         RETURNING number),
       vector AS (
         UPDATE chunk_vectors SET died_release = $3
         WHERE store_id = $1 AND number IN (SELECT number FROM chunk))
       UPDATE pages SET died_release = $3
       WHERE store_id = $1 AND id = ANY($2) AND born_release < $3 AND died_release IS NULL`,
      [ids, releaseNumber],
    );
  }

  /** Which of these addresses a release shows; with null, which of them any kept release does. */
  async findUrls(
    scope: StoreScope,
    urls: readonly string[],
    releaseNumber: number | null,
  ): Promise<Set<string>> {
    const rows = await this.rows<{ url: string }>(
      scope,
      `SELECT DISTINCT coalesce(link, url) AS url FROM pages
       WHERE store_id = $1 AND (url = ANY ($2) OR link = ANY ($2))
         AND ($3::int IS NULL OR (born_release <= $3 AND (died_release IS NULL OR died_release > $3)))`,
      [urls, releaseNumber],
    );
    return new Set(rows.map(({ url }) => url));
  }

  /** How far the versions that a release shows are cut, and how fast they were since a time. */
  async countCut(scope: StoreScope, releaseNumber: number, since: Date): Promise<CutProgress> {
    const [row] = await this.rows<CutProgress>(
      scope,
      `SELECT count(*)::int AS visible, count(*) FILTER (WHERE at IS NULL)::int AS uncut,
              count(*) FILTER (WHERE at > first)::int AS cut,
              coalesce(extract(epoch FROM max(at) FILTER (WHERE at >= first) - min(first)), 0)::float8 AS seconds
       FROM (
         SELECT indexed_at AS at, min(indexed_at) FILTER (WHERE indexed_at >= $3) OVER () AS first
         FROM pages
         WHERE store_id = $1 AND born_release <= $2 AND (died_release IS NULL OR died_release > $2)) p`,
      [releaseNumber, since],
    );
    return row as CutProgress;
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

  /** Versions that a release shows and that are not cut yet, in the order of their ids, from that after `after` on. */
  findUncut(
    scope: StoreScope,
    releaseNumber: number,
    { after, limit }: { after: string | null; limit: number },
  ): Promise<UncutPage[]> {
    return this.rows<UncutPage>(
      scope,
      `SELECT id, source_id AS "sourceId", title, language, markdown FROM pages
       WHERE store_id = $1 AND indexed_at IS NULL
         AND born_release <= $2 AND (died_release IS NULL OR died_release > $2)
         AND ($3::uuid IS NULL OR id > $3)
       ORDER BY id LIMIT $4`,
      [releaseNumber, after, limit],
    );
  }

  /** Marks versions as cut, each once, with what was read off them: the ids of those that nobody had marked before. */
  async claimCut(scope: StoreScope, cuts: readonly CutMark[]): Promise<Set<string>> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `UPDATE pages p SET indexed_at = now(), language = c.language,
         stripped_hashes = ARRAY(SELECT jsonb_array_elements_text(c."strippedHashes"))
       FROM jsonb_to_recordset($2::jsonb)
         AS c ("pageId" uuid, language text, "strippedHashes" jsonb)
       WHERE p.store_id = $1 AND p.id = c."pageId" AND p.indexed_at IS NULL RETURNING p.id`,
      [JSON.stringify(cuts, ['pageId', 'language', 'strippedHashes'])],
    );
    return new Set(rows.map(({ id }) => id));
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

  /** Has every living version cut again for `releaseNumber`; some at a time, so that nobody waits long for the session. */
  async recutLiving(scope: StoreScope, releaseNumber: number): Promise<void> {
    const living = await this.rows<{ id: string }>(
      scope,
      'SELECT id FROM pages WHERE store_id = $1 AND died_release IS NULL',
    );
    for (const some of inParts(living, RECUT_AT_ONCE)) {
      await this.rows(
        scope,
        `UPDATE pages SET indexed_at = NULL, seen_release = $2
         WHERE store_id = $1 AND id = ANY ($3) AND died_release IS NULL`,
        [releaseNumber, some.map(({ id }) => id)],
      );
    }
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
