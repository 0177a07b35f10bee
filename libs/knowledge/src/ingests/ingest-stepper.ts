import { StoreQueue, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { crawlPagesJob } from '../jobs/crawl-pages.job.js';
import { indexPagesJob } from '../jobs/index-pages.job.js';
import { publishReleaseJob } from '../jobs/publish-release.job.js';
import type { IngestStatus } from './ingest.entity.js';
import { IngestRepository } from './ingest.repository.js';

/** The job that carries an ingest on from each status. */
export const jobOfStatus: Partial<Record<IngestStatus, typeof crawlPagesJob>> = {
  queued: crawlPagesJob,
  crawling: crawlPagesJob,
  indexing: indexPagesJob,
  publishing: publishReleaseJob,
};

/** Gives an ingest its next nudge, under a number of its own. Does nothing once it has ended. */
@Injectable()
export class IngestStepper {
  constructor(
    private readonly ingests: IngestRepository,
    private readonly queue: StoreQueue,
  ) {}

  /** Another slice of the same step, at once or after a delay. */
  async again(scope: StoreScope, ingestId: string, delayMs = 0): Promise<void> {
    const slice = await this.ingests.nextSlice(scope, ingestId);
    if (slice === null) return;
    const { status } = await this.ingests.get(scope, ingestId);
    const job = jobOfStatus[status];
    if (job) await this.queue.add(scope, job, { ingestId, slice }, { delayMs });
  }

  /** Moves the ingest to its next status and nudges that; nothing happens where another worker or a cancel was first. */
  async advance(
    scope: StoreScope,
    ingestId: string,
    from: readonly IngestStatus[],
    to: IngestStatus,
  ): Promise<void> {
    if (await this.ingests.advance(scope, ingestId, from, to)) await this.again(scope, ingestId);
  }
}
