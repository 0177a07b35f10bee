import { PlatformRepository, StoreQueue } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { startCrawlJob } from '../jobs/start-crawl.job.js';

const atOnce = 500;

/**
 * Nudges the sources whose crawl is due. It looks across stores, since the clock knows none; the worker opens the store's
 * scope as for any job. A source is due until its crawl was written, so a lost nudge is given again.
 */
@Injectable()
export class CrawlSweep {
  constructor(
    private readonly platform: PlatformRepository,
    private readonly queue: StoreQueue,
  ) {}

  /** Returns how many sources were due. */
  async nudgeDue(): Promise<number> {
    const due = await this.platform.everywhere<{ id: string; storeId: string }>(
      `SELECT s.id, s.store_id AS "storeId" FROM sources s JOIN stores t ON t.id = s.store_id
       WHERE s.next_crawl_at <= now() AND s.removed_at IS NULL AND t.is_active
       ORDER BY s.next_crawl_at LIMIT $1`,
      [atOnce],
    );
    for (const { id, storeId } of due) {
      await this.queue.addFor(storeId, startCrawlJob, { sourceId: id });
    }
    return due.length;
  }
}
