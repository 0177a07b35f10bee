import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ingestNotFound } from '../knowledge.errors.js';
import { activeIngestStatuses, type Ingest } from './ingest.entity.js';
import { IngestRepository } from './ingest.repository.js';
import { isActive } from './knowledge-status.js';

/** What becomes of ingests when a release is switched by hand, for the transaction that switches it. */
@Injectable()
export class ReleaseIngests {
  constructor(private readonly ingests: IngestRepository) {}

  /** The ingest that built a release. */
  async getBuilder(scope: StoreScope, releaseNumber: number): Promise<Ingest> {
    const ingest = await this.ingests.findOne(scope, { releaseNumber });
    if (ingest === null) throw ingestNotFound(`of release ${releaseNumber}`);
    return ingest;
  }

  /** Its release was held and is published after all. */
  async markLive(tx: StoreScope, releaseNumber: number): Promise<void> {
    const where = { releaseNumber, status: 'held' } as const;
    await this.ingests.update(tx, where, { status: 'live', errorCode: null, errorDetail: null });
  }

  /** Returns the ingest that was building and is cancelled now, null where none was. */
  async cancelActive(
    tx: StoreScope,
    reason: { code: string; detail: string },
  ): Promise<Ingest | null> {
    const active = await this.ingests.findCurrent(tx);
    if (active === null || !isActive(active.status)) return null;
    await this.ingests.advance(tx, active.id, activeIngestStatuses, 'cancelled');
    const why = { errorCode: reason.code, errorDetail: reason.detail };
    await this.ingests.update(tx, { id: active.id }, why);
    return active;
  }
}
