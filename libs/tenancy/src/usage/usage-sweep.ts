import { Inject, Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';
import { USAGE_CONFIG, type UsageConfig } from './usage.config.js';

const atOnce = 2_000;

/**
 * Removes entries of the ledger that are older than USAGE_RETENTION_DAYS. It looks across stores, since what is too old is
 * found by its age only.
 */
@Injectable()
export class UsageSweep {
  constructor(
    @Inject(USAGE_CONFIG) private readonly config: UsageConfig,
    private readonly platform: PlatformRepository,
  ) {}

  /** Returns how many were removed, at most 2,000; the next sweep goes on. */
  async removeOld(): Promise<number> {
    const removed = await this.platform.everywhere(
      `DELETE FROM usage_entries WHERE (store_id, id) IN (
         SELECT old.store_id, old.id FROM stores s
         CROSS JOIN LATERAL (
           SELECT store_id, id FROM usage_entries
           WHERE store_id = s.id AND created_at < now() - make_interval(days => $1)
           ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED) AS old
         LIMIT $2)
       RETURNING id`,
      [this.config.retentionDays, atOnce],
    );
    return removed.length;
  }
}
