import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../knowledge.errors.js';
import { lease, type LeasedPage, stopped, touched } from './frontier.repository.js';
import { IngestPage } from './ingest-page.entity.js';

/** The pages of an ingest that a worker died with. */
@Injectable()
export class TouchedPageRepository extends StoreScopedRepository<IngestPage> {
  constructor(connections: StoreConnections) {
    super(connections, IngestPage);
  }

  /** Those that were free first. What is known of them already is left out: they are read in full. */
  lease(scope: StoreScope, ingestId: string, limit: number): Promise<LeasedPage[]> {
    return this.rows<LeasedPage>(
      scope,
      `WITH chosen AS MATERIALIZED (
         SELECT id FROM ingest_pages WHERE store_id = $1 AND ingest_id = $2
           AND state <> 'done' AND free_at <= now() AND ${touched}
         ORDER BY free_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
       UPDATE ingest_pages SET state = 'leased', updated_at = now(), free_at = now() + ${lease},
         attempts = attempts + 1 - ${stopped}, stops = stops + ${stopped}
       WHERE store_id = $1 AND id IN (SELECT id FROM chosen)
       RETURNING id, url, depth, attempts, stops, waits, NULL AS etag, NULL AS "lastModified",
         NULL AS "bodyHash"`,
      [ingestId, limit],
    );
  }

  /** Ends the leases of an ingest whose worker is dead; that it had the pages in hand is still known. */
  async takeOver(scope: StoreScope, ingestId: string): Promise<void> {
    await this.rows(
      scope,
      `UPDATE ingest_pages SET free_at = now()
       WHERE store_id = $1 AND ingest_id = $2 AND state = 'leased' AND free_at > now() RETURNING id`,
      [ingestId],
    );
  }

  /** Ends what is in hand, with a reason; returns how many that were. */
  async endHeld(scope: StoreScope, ingestId: string, detail: string): Promise<number> {
    const rows = await this.rows(
      scope,
      `UPDATE ingest_pages SET state = 'done', outcome = 'extraction_failed', detail = $3,
         updated_at = now()
       WHERE store_id = $1 AND ingest_id = $2 AND state = 'leased' AND free_at > now() RETURNING id`,
      [ingestId, detail],
    );
    return rows.length;
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
