import { PlatformRepository, StoreQueue } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { activeIngestStatuses, type IngestStatus } from './ingest.entity.js';
import { jobOfStatus } from './ingest-stepper.js';

/** Longer than a slice takes, so that only ingests without a living worker are nudged. */
const staleAfterSeconds = 20;
const atOnce = 500;

interface StaleIngest {
  id: string;
  storeId: string;
  status: IngestStatus;
  slice: number;
}

/**
 * Nudges ingests that stood still: their job was lost with its queue, its worker or its last attempt. It looks across
 * stores, since a forgotten ingest is found by its age only; the worker opens the store's scope as for any job.
 */
@Injectable()
export class IngestSweep {
  constructor(
    private readonly platform: PlatformRepository,
    private readonly queue: StoreQueue,
  ) {}

  /** Returns how many ingests were nudged. Each is claimed by one process: the update moves its heartbeat. */
  async nudgeStale(): Promise<number> {
    const stale = await this.platform.rows<StaleIngest>(
      `UPDATE ingests SET slice = slice + 1, heartbeat_at = now()
       WHERE id IN (SELECT id FROM ingests
                    WHERE status = ANY($1) AND heartbeat_at < now() - make_interval(secs => $2)
                    ORDER BY heartbeat_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id, store_id AS "storeId", status, slice`,
      [[...activeIngestStatuses], staleAfterSeconds, atOnce],
    );
    for (const { id, storeId, status, slice } of stale) {
      const job = jobOfStatus[status];
      if (job) await this.queue.addFor(storeId, job, { ingestId: id, slice });
    }
    return stale.length;
  }
}
