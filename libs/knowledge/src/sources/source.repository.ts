import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { sourceNotFound } from '../knowledge.errors.js';
import { Source } from './source.entity.js';

/** The websites of a store, each once. */
@Injectable()
export class SourceRepository extends StoreScopedRepository<Source> {
  constructor(connections: StoreConnections) {
    super(connections, Source);
  }

  /** The store's source for a website, made on first sight; the newest page cap counts. */
  async findOrInsertWebsite(scope: StoreScope, url: string, maxPages: number): Promise<string> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `INSERT INTO sources (store_id, kind, url, max_pages) VALUES ($1, 'website', $2, $3)
       ON CONFLICT (store_id, kind, url)
       DO UPDATE SET max_pages = excluded.max_pages, updated_at = now()
       RETURNING id`,
      [url, maxPages],
    );
    return (rows[0] as { id: string }).id;
  }

  protected notFound(id: string) {
    return sourceNotFound(id);
  }
}
