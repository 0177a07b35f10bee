import { PlatformRepository, StoreQueue } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { laneOf } from '../jobs/ingest-lane.js';
import { activeIngestStatuses, type Ingest } from './ingest.entity.js';
import { firstStatus } from './ingest.repository.js';
import { jobOf } from './ingest-stepper.js';

/** Longer than a slice takes, so that only ingests without a living worker are nudged. */
const staleAfterSeconds = 20;
/** Longer than the moment between the end of one ingest and the beginning of the next. */
const forgottenAfterSeconds = 5;
const atOnce = 500;

type NudgedIngest = Pick<
  Ingest,
  'id' | 'storeId' | 'sourceId' | 'status' | 'slice' | 'kind' | 'maxPages' | 'traceparent'
>;

const returned = `id, store_id AS "storeId", source_id AS "sourceId", status, slice, kind, max_pages AS "maxPages", traceparent`;

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
    const stale = await this.platform.everywhere<NudgedIngest>(
      `UPDATE ingests SET slice = slice + 1, heartbeat_at = now()
       WHERE (store_id, id) IN (
         SELECT store_id, id FROM ingests
         WHERE status = ANY($1) AND heartbeat_at < now() - make_interval(secs => $2)
         ORDER BY heartbeat_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING ${returned}`,
      [[...activeIngestStatuses], staleAfterSeconds, atOnce],
    );
    await this.nudge(stale);
    return stale.length;
  }

  /** Lets ingests begin that wait for nothing any more: the process died that ended the one before. Returns how many. */
  async startForgotten(): Promise<number> {
    const started = await this.platform.everywhere<NudgedIngest>(
      `UPDATE ingests SET heartbeat_at = now(), updated_at = now(),
         status = ${firstStatus('kind')}
       WHERE status = 'waiting' AND (store_id, id) IN (
         SELECT DISTINCT ON (w.store_id) w.store_id, w.id FROM ingests w
         WHERE w.status = 'waiting' AND w.updated_at < now() - make_interval(secs => $2)
           AND NOT EXISTS (SELECT FROM ingests a WHERE a.store_id = w.store_id AND a.status = ANY($1))
         ORDER BY w.store_id, w.release_number LIMIT $3)
       RETURNING ${returned}`,
      [[...activeIngestStatuses], forgottenAfterSeconds, atOnce],
    );
    await this.nudge(started);
    return started.length;
  }

  private async nudge(ingests: readonly NudgedIngest[]): Promise<void> {
    for (const { storeId, ...ingest } of ingests) {
      const job = jobOf(ingest);
      const step = { ingestId: ingest.id, slice: ingest.slice };
      const { sourceId, traceparent } = ingest;
      const options = { sourceId, traceparent, lane: laneOf(ingest) };
      if (job) await this.queue.addFor(storeId, job, step, options);
    }
  }
}
