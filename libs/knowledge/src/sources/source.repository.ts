import {
  type ListSlice,
  type SliceOptions,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { sourceNotFound } from '../knowledge.errors.js';
import { Source } from './source.entity.js';

/** A source and what the live release holds of it. */
export type ListedSource = Source & { pageCount: number };

const columns = `s.id, s.store_id AS "storeId", s.kind, s.url, s.name, s.max_pages AS "maxPages", s.rules,
  s.every_hours AS "everyHours", s.next_crawl_at AS "nextCrawlAt", s.removed_at AS "removedAt",
  s.created_at AS "createdAt", s.updated_at AS "updatedAt",
  (SELECT count(*)::int FROM pages p, stores t
   WHERE p.store_id = $1 AND p.source_id = s.id AND t.id = $1 AND p.born_release <= t.live_release
     AND (p.died_release IS NULL OR p.died_release > t.live_release)) AS "pageCount"`;

/** The sources of a store, each once. */
@Injectable()
export class SourceRepository extends StoreScopedRepository<Source> {
  constructor(connections: StoreConnections) {
    super(connections, Source);
  }

  /** The store's source of that kind and URL, made on first sight or taken back; the newest page cap counts. */
  async findOrInsert(
    scope: StoreScope,
    { kind, url, maxPages }: Pick<Source, 'kind' | 'url' | 'maxPages'>,
  ): Promise<Source> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `INSERT INTO sources (store_id, kind, url, max_pages) VALUES ($1, $2, $3, $4)
       ON CONFLICT (store_id, kind, url)
       DO UPDATE SET max_pages = excluded.max_pages, removed_at = NULL, updated_at = now()
       RETURNING id`,
      [kind, url, maxPages],
    );
    return this.get(scope, (rows[0] as { id: string }).id);
  }

  /** What was given by hand goes with its source: taken back, the source begins empty. */
  async deleteGiven(scope: StoreScope, id: string): Promise<void> {
    await this.rows(scope, `DELETE FROM snippets WHERE store_id = $1 AND source_id = $2`, [id]);
    await this.rows(scope, `DELETE FROM files WHERE store_id = $1 AND source_id = $2`, [id]);
  }

  /** Takes the turn of a scheduled crawl: the next one is due after its interval. False when it was not due (any more). */
  async takeTurn(scope: StoreScope, id: string): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `UPDATE sources SET next_crawl_at = now() + make_interval(hours => every_hours)
       WHERE store_id = $1 AND id = $2 AND removed_at IS NULL AND next_crawl_at <= now() RETURNING id`,
      [id],
    );
    return rows.length > 0;
  }

  /** One that is removed looks missing. */
  async getListed(scope: StoreScope, id: string): Promise<ListedSource> {
    const rows = await this.rows<ListedSource>(
      scope,
      `SELECT ${columns} FROM sources s WHERE s.store_id = $1 AND s.id = $2 AND s.removed_at IS NULL`,
      [id],
    );
    if (!rows[0]) throw sourceNotFound(id);
    return rows[0];
  }

  list(scope: StoreScope, options: SliceOptions): Promise<ListSlice<ListedSource>> {
    return this.slice(
      scope,
      `SELECT ${columns} FROM sources s WHERE s.store_id = $1 AND s.removed_at IS NULL`,
      options,
    );
  }

  protected notFound(id: string) {
    return sourceNotFound(id);
  }
}
