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

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
