import { PlatformRepository, StoreQueue } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { deliverWebhookJob } from '../jobs/deliver-webhook.job.js';

/** Longer than an attempt takes, so that only what nobody works on is nudged. */
const lateBySeconds = 30;
const atOnce = 500;

/**
 * Nudges deliveries whose attempt is late: their job was lost, or never added. It looks across stores, since a forgotten
 * delivery is found by its age only; the worker opens the store's scope as for any job.
 */
@Injectable()
export class WebhookSweep {
  constructor(
    private readonly platform: PlatformRepository,
    private readonly queue: StoreQueue,
  ) {}

  /** Returns how many were nudged. Each is claimed by one process: the update moves its moment. */
  async nudgeLate(): Promise<number> {
    const late = await this.platform.everywhere<{ id: string; storeId: string; attempts: number }>(
      `UPDATE webhook_deliveries SET next_attempt_at = now()
       WHERE (store_id, id) IN (
         SELECT store_id, id FROM webhook_deliveries
         WHERE status = 'pending' AND next_attempt_at < now() - make_interval(secs => $1)
         ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING id, store_id AS "storeId", attempts`,
      [lateBySeconds, atOnce],
    );
    for (const { id: deliveryId, storeId, attempts } of late) {
      await this.queue.addFor(storeId, deliverWebhookJob, { deliveryId, attempt: attempts + 1 });
    }
    return late.length;
  }
}
