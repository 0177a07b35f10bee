import { StoreConnections, StoreScopedRepository, type StoreScope } from '@app/tenancy';
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

@Injectable()
export class PageRepository extends StoreScopedRepository<Page> {
  constructor(connections: StoreConnections) {
    super(connections, Page);
  }

  /** The version of a URL that the live release shows. */
  async findLiveVersion(
    scope: StoreScope,
    sourceId: string,
    url: string,
  ): Promise<Pick<Page, 'id' | 'contentHash'> | null> {
    const [row] = await this.rows<Pick<Page, 'id' | 'contentHash'>>(
      scope,
      `SELECT p.id, p.content_hash AS "contentHash"
       FROM pages p JOIN stores s ON s.id = p.store_id
       WHERE p.store_id = $1 AND p.source_id = $2 AND p.url = $3
         AND p.born_release <= s.live_release
         AND (p.died_release IS NULL OR p.died_release > s.live_release)`,
      [sourceId, url],
    );
    return row ?? null;
  }

  /** Another page of this release with the same text: just written, or carried over unchanged. */
  async findTwin(
    scope: StoreScope,
    { sourceId, url, contentHash }: Pick<PageText, 'sourceId' | 'url' | 'contentHash'>,
    releaseNumber: number,
  ): Promise<Pick<Page, 'id' | 'url'> | null> {
    const [row] = await this.rows<Pick<Page, 'id' | 'url'>>(
      scope,
      `SELECT p.id, p.url FROM pages p
       WHERE p.store_id = $1 AND p.source_id = $2 AND p.content_hash = $3 AND p.url <> $4
         AND (p.born_release = $5 OR EXISTS (
           SELECT FROM ingest_pages i JOIN ingests g ON g.store_id = $1 AND g.id = i.ingest_id
           WHERE i.store_id = $1 AND i.page_id = p.id AND g.release_number = $5))
       ORDER BY p.created_at LIMIT 1`,
      [sourceId, contentHash, url, releaseNumber],
    );
    return row ?? null;
  }

  /** Written once per URL and release; returns the id of the row that stands, whoever wrote it. */
  async insertVersion(scope: StoreScope, page: PageText, releaseNumber: number): Promise<string> {
    const [row] = await this.rows<{ id: string }>(
      scope,
      `INSERT INTO pages (store_id, source_id, url, title, description, language, markdown,
         content_hash, block_hashes, fetched_at, born_release)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (store_id, source_id, url, born_release) DO UPDATE SET
         title = excluded.title, description = excluded.description, language = excluded.language,
         markdown = excluded.markdown, content_hash = excluded.content_hash,
         block_hashes = excluded.block_hashes, fetched_at = excluded.fetched_at,
         indexed_at = NULL, updated_at = now()
       RETURNING id`,
      [
        page.sourceId,
        page.url,
        page.title,
        page.description,
        page.language,
        page.markdown,
        page.contentHash,
        page.blockHashes,
        page.fetchedAt,
        releaseNumber,
      ],
    );
    return (row as { id: string }).id;
  }

  async touch(scope: StoreScope, id: string, fetchedAt: Date): Promise<void> {
    await this.update(scope, { id }, { fetchedAt });
  }

  /** Copies every live version as one born in `releaseNumber`, to be cut and embedded again. Returns how many. */
  async copyLive(scope: StoreScope, releaseNumber: number): Promise<number> {
    const rows = await this.rows(
      scope,
      `INSERT INTO pages (store_id, source_id, url, title, description, language, markdown,
         content_hash, block_hashes, fetched_at, born_release)
       SELECT p.store_id, p.source_id, p.url, p.title, p.description, p.language, p.markdown,
         p.content_hash, p.block_hashes, p.fetched_at, $2
       FROM pages p JOIN stores s ON s.id = p.store_id
       WHERE p.store_id = $1 AND p.born_release <= s.live_release
         AND (p.died_release IS NULL OR p.died_release > s.live_release)
       RETURNING id`,
      [releaseNumber],
    );
    return rows.length;
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
