import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../knowledge.errors.js';
import { IngestPage, type PageOutcome } from './ingest-page.entity.js';

/** A page of the frontier that shares its canonical key or its text with another. */
export interface Twin {
  id: string;
  url: string;
  outcome: PageOutcome;
  canonicalKey: string;
  /** What the page declares, if anything; it may name another host. */
  canonicalUrl: string | null;
  pageId: string;
  title: string;
  blockHashes: string[];
}

/** A page of the frontier that shares a key of nearly the same text with another. */
export interface NearTwin extends Twin {
  markdown: string;
  nearKeys: string[];
}

/** A page that goes, and the one under `url` that stands for it. */
export interface Fold {
  pageId: string;
  keepId: string;
  url: string;
  detail: string;
}

/** How a page ended, by its id, in the light of the others. */
export type Revision = Pick<IngestPage, 'id' | 'outcome' | 'pageId' | 'duplicateOf' | 'detail'>;

/** Their texts are held in memory at the same time. */
const maxNearTwins = 1_000;

/** The pages of an ingest that may be one page under several addresses. */
@Injectable()
export class TwinRepository extends StoreScopedRepository<IngestPage> {
  constructor(connections: StoreConnections) {
    super(connections, IngestPage);
  }

  findTwins(scope: StoreScope, ingestId: string): Promise<Twin[]> {
    return this.rows<Twin>(
      scope,
      `WITH known AS (
         SELECT id, url, outcome, canonical_key, canonical_url, page_id,
                count(*) OVER (PARTITION BY canonical_key) AS of_key,
                count(*) OVER (PARTITION BY page_id) AS of_page
         FROM ingest_pages
         WHERE store_id = $1 AND ingest_id = $2 AND canonical_key IS NOT NULL
           AND outcome IN ('indexed', 'unchanged', 'duplicate'))
       SELECT k.id, k.url, k.outcome, k.canonical_key AS "canonicalKey",
              k.canonical_url AS "canonicalUrl", k.page_id AS "pageId",
              p.title, p.block_hashes AS "blockHashes"
       FROM known k JOIN pages p ON p.store_id = $1 AND p.id = k.page_id
       WHERE k.of_key > 1 OR k.of_page > 1
       ORDER BY k.canonical_key, k.url`,
      [ingestId],
    );
  }

  /** Some of the pages of an ingest that share a key with another, those with the shortest addresses. */
  findNearTwins(scope: StoreScope, ingestId: string): Promise<NearTwin[]> {
    return this.rows<NearTwin>(
      scope,
      `WITH known AS (
         SELECT i.id, i.url, i.outcome, i.canonical_key, i.canonical_url, i.page_id, p.near_keys
         FROM ingest_pages i JOIN pages p ON p.store_id = $1 AND p.id = i.page_id
         WHERE i.store_id = $1 AND i.ingest_id = $2 AND i.canonical_key IS NOT NULL
           AND i.outcome IN ('indexed', 'unchanged')),
       placed AS (
         SELECT id, count(*) OVER (PARTITION BY key) AS of_key FROM known, unnest(near_keys) AS key),
       near AS (
         SELECT * FROM known WHERE id IN (SELECT id FROM placed WHERE of_key > 1)
         ORDER BY length(url), url LIMIT ${maxNearTwins})
       SELECT n.id, n.url, n.outcome, n.canonical_key AS "canonicalKey",
              n.canonical_url AS "canonicalUrl", n.page_id AS "pageId", n.near_keys AS "nearKeys",
              p.title, p.block_hashes AS "blockHashes", p.markdown
       FROM near n JOIN pages p ON p.store_id = $1 AND p.id = n.page_id`,
      [ingestId],
    );
  }

  /** Blocks of text that stand under most titles of an ingest's pages, and not only under a handful. */
  async findFurniture(scope: StoreScope, ingestId: string): Promise<string[]> {
    const rows = await this.rows<{ hash: string }>(
      scope,
      `WITH titled AS (
         SELECT DISTINCT p.title, b.hash
         FROM ingest_pages i JOIN pages p ON p.store_id = $1 AND p.id = i.page_id,
           unnest(p.block_hashes) AS b (hash)
         WHERE i.store_id = $1 AND i.ingest_id = $2 AND i.outcome IN ('indexed', 'unchanged'))
       SELECT hash FROM titled GROUP BY hash
       HAVING count(*) >= 5 AND count(*) * 2 > (SELECT count(DISTINCT title) FROM titled)`,
      [ingestId],
    );
    return rows.map(({ hash }) => hash);
  }

  /** Has every address of an ingest that stands for one of these pages stand for another. */
  async foldAll(scope: StoreScope, ingestId: string, folds: readonly Fold[]): Promise<void> {
    await this.rows(
      scope,
      `UPDATE ingest_pages i SET outcome = 'duplicate', page_id = f."keepId", duplicate_of = f.url,
         detail = f.detail
       FROM jsonb_to_recordset($3::jsonb) AS f ("pageId" uuid, "keepId" uuid, url text, detail text)
       WHERE i.store_id = $1 AND i.ingest_id = $2 AND i.page_id = f."pageId" RETURNING i.id`,
      [ingestId, JSON.stringify(folds)],
    );
  }

  async revise(scope: StoreScope, revisions: readonly Revision[]): Promise<void> {
    await this.rows(
      scope,
      `UPDATE ingest_pages i SET outcome = r.outcome, page_id = r."pageId",
         duplicate_of = r."duplicateOf", detail = r.detail, updated_at = now()
       FROM jsonb_to_recordset($2::jsonb)
         AS r (id uuid, outcome text, "pageId" uuid, "duplicateOf" text, detail text)
       WHERE i.store_id = $1 AND i.id = r.id RETURNING i.id`,
      [JSON.stringify(revisions)],
    );
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
