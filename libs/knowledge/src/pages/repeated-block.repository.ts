import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../knowledge.errors.js';
import { Page } from './page.entity.js';
import type { RepeatedBlock } from './repeated-block.js';

/** What repeats from page to page. */
@Injectable()
export class RepeatedBlockRepository extends StoreScopedRepository<Page> {
  constructor(connections: StoreConnections) {
    super(connections, Page);
  }

  /** Blocks that more than `share` of a source's pages hold, each with the page nearest to the site's root. */
  findBlocks(
    scope: StoreScope,
    sourceId: string,
    { releaseNumber, minPages, share }: { releaseNumber: number; minPages: number; share: number },
  ): Promise<RepeatedBlock[]> {
    return this.rows<RepeatedBlock>(
      scope,
      `WITH page AS (
         SELECT id, block_hashes, row_number() OVER (
           ORDER BY length(url) - length(replace(url, '/', '')), length(url), url) AS place
         FROM pages
         WHERE store_id = $1 AND source_id = $2
           AND born_release <= $3 AND (died_release IS NULL OR died_release > $3))
       SELECT b.hash, (array_agg(p.id ORDER BY p.place))[1] AS "keeperId"
       FROM page p, LATERAL (SELECT DISTINCT unnest(p.block_hashes) AS hash) b
       GROUP BY b.hash
       HAVING count(*) >= $4 AND count(*) > $5::float8 * (SELECT count(*) FROM page)`,
      [sourceId, releaseNumber, minPages, share],
    );
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
