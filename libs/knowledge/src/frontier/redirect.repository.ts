import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../knowledge.errors.js';
import { IngestPage } from './ingest-page.entity.js';

/** Where the addresses of an ingest lead that are read one by one and only lead on. */
@Injectable()
export class RedirectRepository extends StoreScopedRepository<IngestPage> {
  constructor(connections: StoreConnections) {
    super(connections, IngestPage);
  }

  /** Those of some addresses to which so many redirects lead in a row. */
  async findLate(
    scope: StoreScope,
    ingestId: string,
    urls: readonly string[],
    hops: number,
  ): Promise<Set<string>> {
    const rows = await this.rows<{ target: string }>(
      scope,
      `WITH RECURSIVE led AS (
         SELECT u.url AS target, u.url, 0 AS hops FROM unnest($3::text[]) AS u (url)
         UNION
         SELECT l.target, i.url, l.hops + 1 FROM led l JOIN ingest_pages i
           ON i.store_id = $1 AND i.ingest_id = $2 AND i.outcome = 'redirected'
             AND i.duplicate_of = l.url
         WHERE l.hops < $4)
       SELECT DISTINCT target FROM led WHERE hops >= $4`,
      [ingestId, urls, hops],
    );
    return new Set(rows.map(({ target }) => target));
  }

  /** Ends what leads only in a circle or into too many redirects; returns how many that were. */
  async endCircles(scope: StoreScope, ingestId: string, detail: string): Promise<number> {
    const rows = await this.rows(
      scope,
      `WITH RECURSIVE moved AS MATERIALIZED (
         SELECT id, url, duplicate_of FROM ingest_pages
         WHERE store_id = $1 AND ingest_id = $2 AND outcome = 'redirected'),
       arriving AS (
         SELECT m.id, m.url FROM moved m WHERE NOT EXISTS (
           SELECT FROM ingest_pages t WHERE t.store_id = $1 AND t.ingest_id = $2
             AND t.url = m.duplicate_of AND t.outcome IN ('redirected', 'too_many_redirects'))
         UNION
         SELECT m.id, m.url FROM moved m JOIN arriving a ON m.duplicate_of = a.url)
       UPDATE ingest_pages SET outcome = 'too_many_redirects', duplicate_of = NULL, detail = $3,
         updated_at = now()
       WHERE store_id = $1 AND id IN (SELECT id FROM moved EXCEPT SELECT id FROM arriving)
       RETURNING id`,
      [ingestId, detail],
    );
    return rows.length;
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
