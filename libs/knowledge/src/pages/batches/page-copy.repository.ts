import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../../knowledge.errors.js';
import { extractionVersion } from '../page.entity.js';
import type { PageText } from '../page-text.js';
import { PageCopy } from './page-copy.entity.js';

const into = `INSERT INTO page_copies (store_id, source_id, url, text, etag, last_modified, body_hash, extraction_version)`;
const inPlace = `ON CONFLICT (store_id, source_id, url) DO UPDATE SET text = excluded.text, etag = excluded.etag,
  last_modified = excluded.last_modified, body_hash = excluded.body_hash,
  extraction_version = excluded.extraction_version, updated_at = now() RETURNING id`;

/** The texts of addresses without a version of their own. They belong to no release: an equal body gives an equal text. */
@Injectable()
export class PageCopyRepository extends StoreScopedRepository<PageCopy> {
  constructor(connections: StoreConnections) {
    super(connections, PageCopy);
  }

  findCopies(
    scope: StoreScope,
    sourceId: string,
    urls: readonly string[],
  ): Promise<Pick<PageCopy, 'url' | 'text'>[]> {
    return this.rows<Pick<PageCopy, 'url' | 'text'>>(
      scope,
      `SELECT url, text FROM page_copies
       WHERE store_id = $1 AND source_id = $2 AND url = ANY ($3) AND extraction_version = $4`,
      [sourceId, urls, extractionVersion],
    );
  }

  /** Keeps texts just read, in place of those from before. */
  async write(scope: StoreScope, sourceId: string, texts: readonly PageText[]): Promise<void> {
    if (texts.length === 0) return;
    await this.rows(
      scope,
      `${into}
       SELECT $1, $2, t.text->>'url', t.text, t.text->>'etag', t.text->>'lastModified', t.text->>'bodyHash', $4
       FROM jsonb_array_elements($3::jsonb) AS t (text)
       ${inPlace}`,
      [sourceId, JSON.stringify(texts), extractionVersion],
    );
  }

  /** The same for versions that are about to end, or to stand under another address. */
  async writeVersions(scope: StoreScope, ids: readonly string[]): Promise<void> {
    await this.rows(
      scope,
      `${into}
       SELECT $1, source_id, url, jsonb_build_object('title', title, 'description', description,
           'language', language, 'markdown', markdown, 'kind', kind, 'products', products,
           'contentHash', content_hash, 'blockHashes', block_hashes, 'nearKeys', near_keys, 'etag', etag,
           'lastModified', last_modified, 'bodyHash', body_hash, 'canonicalUrl', canonical_url, 'links', links),
         etag, last_modified, body_hash, extraction_version
       FROM pages WHERE store_id = $1 AND id = ANY ($2)
         AND coalesce(etag, last_modified, body_hash) IS NOT NULL
       ${inPlace}`,
      [ids],
    );
  }

  /** For addresses that have a version of their own now. */
  async forget(scope: StoreScope, sourceId: string, urls: readonly string[]): Promise<void> {
    if (urls.length === 0) return;
    await this.rows(
      scope,
      `DELETE FROM page_copies WHERE store_id = $1 AND source_id = $2 AND url = ANY ($3) RETURNING id`,
      [sourceId, urls],
    );
  }

  /** For addresses that a crawl did not find to fold into another. */
  async forgetOthers(scope: StoreScope, sourceId: string, ingestId: string): Promise<void> {
    await this.rows(
      scope,
      `DELETE FROM page_copies c WHERE store_id = $1 AND source_id = $2 AND NOT EXISTS (
         SELECT FROM ingest_pages i WHERE i.store_id = $1 AND i.ingest_id = $3 AND i.url = c.url
           AND i.outcome IN ('duplicate', 'indexed', 'unchanged')) RETURNING id`,
      [sourceId, ingestId],
    );
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
