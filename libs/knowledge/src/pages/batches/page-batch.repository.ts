import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../../knowledge.errors.js';
import { extractionVersion, Page } from '../page.entity.js';
import type { PageRead, PageText } from '../page-text.js';

/** A version with what a crawl needs that goes on from it. */
export type KnownVersion = Pick<
  Page,
  | 'id'
  | 'url'
  | 'kind'
  | 'title'
  | 'canonicalUrl'
  | 'links'
  | 'contentHash'
  | 'bornRelease'
  | 'seenRelease'
>;

export type NewVersion = PageText & Pick<Page, 'id'>;

/** What becomes of versions, for many in one statement. */
@Injectable()
export class PageBatchRepository extends StoreScopedRepository<Page> {
  constructor(connections: StoreConnections) {
    super(connections, Page);
  }

  /** The living versions of some addresses, and of their texts and some more those that this release's ingest has met. */
  findKnown(
    scope: StoreScope,
    sourceId: string,
    { urls, hashes }: { urls: readonly string[]; hashes: readonly string[] },
    releaseNumber: number,
  ): Promise<KnownVersion[]> {
    return this.rows<KnownVersion>(
      scope,
      `SELECT id, url, kind, content_hash AS "contentHash", born_release AS "bornRelease",
              seen_release AS "seenRelease", title, canonical_url AS "canonicalUrl", links
       FROM pages
       WHERE store_id = $1 AND source_id = $2 AND died_release IS NULL
         AND (url = ANY ($3) OR (seen_release = $5 AND content_hash IN (
           SELECT unnest($4::text[]) UNION SELECT content_hash FROM pages
           WHERE store_id = $1 AND source_id = $2 AND died_release IS NULL AND url = ANY ($3))))`,
      [sourceId, urls, hashes, releaseNumber],
    );
  }

  async insertVersions(
    scope: StoreScope,
    pages: readonly NewVersion[],
    releaseNumber: number,
  ): Promise<void> {
    if (pages.length === 0) return;
    await this.rows(
      scope,
      `INSERT INTO pages (store_id, id, source_id, url, link, title, description, language, markdown, kind, products,
         content_hash, block_hashes, near_keys, fetched_at, etag, last_modified, body_hash, canonical_url, links,
         born_release, seen_release, extraction_version)
       SELECT $1, id, "sourceId", url, link, title, description, language, markdown, kind, products,
         "contentHash", "blockHashes", coalesce("nearKeys", '{}'), "fetchedAt", etag, "lastModified",
         "bodyHash", "canonicalUrl", coalesce(links, '{}'), $3, $3, ${extractionVersion}
       FROM jsonb_to_recordset($2::jsonb) AS p (id uuid, "sourceId" uuid, url text, link text, title text, description text,
         language text, markdown text, kind text, products jsonb, "contentHash" text, "blockHashes" text[],
         "nearKeys" text[], "fetchedAt" timestamptz, etag text, "lastModified" text, "bodyHash" text, "canonicalUrl" text,
         links text[]) RETURNING id`,
      [JSON.stringify(pages), releaseNumber],
    );
  }

  /** For versions whose text was read and is as it was, by their ids. */
  async keepRead(
    scope: StoreScope,
    reads: ReadonlyMap<string, PageRead>,
    seenRelease: number,
  ): Promise<void> {
    if (reads.size === 0) return;
    const rows = [...reads].map(([id, read]) => ({ ...read, id }));
    await this.rows(
      scope,
      `UPDATE pages p SET seen_release = $3, missed_by = NULL, extraction_version = ${extractionVersion},
         updated_at = now(), fetched_at = r."fetchedAt", near_keys = coalesce(r."nearKeys", p.near_keys),
         etag = r.etag, last_modified = r."lastModified", body_hash = r."bodyHash", canonical_url = r."canonicalUrl",
         links = coalesce(r.links, '{}')
       FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, "fetchedAt" timestamptz, "nearKeys" text[], etag text,
         "lastModified" text, "bodyHash" text, "canonicalUrl" text, links text[])
       WHERE p.store_id = $1 AND p.id = r.id RETURNING p.id`,
      [
        JSON.stringify(rows, [
          'id',
          'fetchedAt',
          'nearKeys',
          'etag',
          'lastModified',
          'bodyHash',
          'canonicalUrl',
          'links',
        ]),
        seenRelease,
      ],
    );
  }

  /** For versions that are known to be as they were, by their ids and when the site was asked. */
  async keepMet(
    scope: StoreScope,
    met: ReadonlyMap<string, Date>,
    seenRelease: number,
  ): Promise<void> {
    if (met.size === 0) return;
    await this.rows(
      scope,
      `UPDATE pages p SET seen_release = $4, fetched_at = m.at, missed_by = NULL
       FROM unnest($2::uuid[], $3::timestamptz[]) AS m (id, at)
       WHERE p.store_id = $1 AND p.id = m.id RETURNING p.id`,
      [[...met.keys()], [...met.values()], seenRelease],
    );
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
