import { PlatformRepository } from '@app/tenancy';
import { Inject, Injectable } from '@nestjs/common';

import { AGENT_CONFIG, type AgentConfig } from '../agent.config.js';

/** A receipt has some 20 KB; so many go within a second, and a hundred times as many in a quarter of an hour. */
const atOnce = 500;

/**
 * Removes receipts that are older than RECEIPT_RETENTION_DAYS; their messages stay. It looks across stores, since what is
 * too old is found by its age only.
 */
@Injectable()
export class ReceiptSweep {
  constructor(
    @Inject(AGENT_CONFIG) private readonly config: AgentConfig,
    private readonly platform: PlatformRepository,
  ) {}

  /** Returns how many were removed, at most 500; the next sweep goes on. */
  async removeOld(): Promise<number> {
    const removed = await this.platform.everywhere(
      `DELETE FROM receipts WHERE (store_id, message_id) IN (
         SELECT old.store_id, old.message_id FROM stores s
         CROSS JOIN LATERAL (
           SELECT store_id, message_id FROM receipts
           WHERE store_id = s.id AND created_at < now() - make_interval(days => $1)
           ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED) AS old
         LIMIT $2)
       RETURNING message_id AS "messageId"`,
      [this.config.receiptDays, atOnce],
    );
    return removed.length;
  }
}
