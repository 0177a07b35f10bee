import { PlatformRepository, StoreQueue } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { gatherGapsJob } from '../jobs/gather-gaps.job.js';
import { replayGapJob } from '../jobs/replay-gap.job.js';

const atOnce = 200;
/** Where questions could not be asked, a model that is away is not asked every few seconds. */
const againAfterSeconds = 60;

/**
 * Has new questions gathered into gaps, and gaps asked again whose awaited release is live: rolled out, published by hand
 * or a later one, whichever way it got there. It looks across stores, since only their rows tell; the worker opens the
 * store's scope. What is noted stays noted until its job was done, so a lost job is given again.
 */
@Injectable()
export class GapSweep {
  constructor(
    private readonly platform: PlatformRepository,
    private readonly queue: StoreQueue,
  ) {}

  /** Returns how many stores had new questions. */
  async nudgeNew(): Promise<number> {
    const stores = await this.platform.everywhere<{ storeId: string }>(
      `SELECT DISTINCT q.store_id AS "storeId" FROM gap_questions q JOIN stores s ON s.id = q.store_id
       WHERE q.gap_id IS NULL AND s.is_active LIMIT $1`,
      [atOnce],
    );
    for (const { storeId } of stores) await this.queue.addFor(storeId, gatherGapsJob, {});
    return stores.length;
  }

  /** Returns how many gaps were due. */
  async nudgeAwaited(): Promise<number> {
    const due = await this.platform.everywhere<{ id: string; storeId: string }>(
      `SELECT g.id, g.store_id AS "storeId" FROM gaps g JOIN stores s ON s.id = g.store_id
       WHERE g.awaited_release <= s.live_release AND s.is_active
         AND EXISTS (SELECT FROM gap_questions q WHERE q.store_id = g.store_id AND q.gap_id = g.id)
         AND (g.replayed_at IS NULL OR g.replayed_at < now() - make_interval(secs => $1)) LIMIT $2`,
      [againAfterSeconds, atOnce],
    );
    for (const { id, storeId } of due)
      await this.queue.addFor(storeId, replayGapJob, { gapId: id });
    return due.length;
  }
}
