import { PlatformRepository, StoreQueue } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Ingest } from '../ingests/ingest.entity.js';
import { publishReleaseJob } from '../jobs/publish-release.job.js';

/** Longer than most purges take; a second one at the same time is harmless. */
const leftAfterSeconds = 60;
const atOnce = 100;

/** The ingest that made the release which is live. */
type LeftPurge = Pick<Ingest, 'id' | 'storeId' | 'slice' | 'traceparent'>;

/**
 * Has purges brought to their end whose worker died, and whose job with it: the release was live by then, so nobody else
 * comes back for it. It looks across stores, since only their rows tell; the worker opens the store's scope.
 */
@Injectable()
export class PurgeSweep {
  constructor(
    private readonly platform: PlatformRepository,
    private readonly queue: StoreQueue,
  ) {}

  /** Returns how many stores were nudged: their last job is done again, which passes over all but the purge. */
  async nudgeLeft(): Promise<number> {
    const left = await this.platform.everywhere<LeftPurge>(
      `SELECT i.id, i.store_id AS "storeId", i.slice, i.traceparent
       FROM ingests i JOIN stores s ON s.id = i.store_id AND s.live_release = i.release_number
       WHERE i.store_id IN (
         SELECT store_id FROM releases
         WHERE status = 'retired' AND builds_on IS NOT NULL
           AND updated_at < now() - make_interval(secs => $1) LIMIT $2)`,
      [leftAfterSeconds, atOnce],
    );
    for (const { id: ingestId, storeId, slice, traceparent } of left) {
      await this.queue.addFor(storeId, publishReleaseJob, { ingestId, slice }, { traceparent });
    }
    return left.length;
  }
}
