import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { FrontierService } from '../frontier/frontier.service.js';
import { ingestNotResumable, ingestRunning } from '../knowledge.errors.js';
import type { Release } from '../releases/release.entity.js';
import { ReleaseService } from '../releases/release.service.js';
import { type Ingest, type IngestStatus, resumableStatuses } from './ingest.entity.js';
import { IngestRepository } from './ingest.repository.js';
import { wholeKinds } from './ingest-queue.js';
import { IngestStepper } from './ingest-stepper.js';
import { isActive, isUnended } from './knowledge-status.js';

/**
 * Lets an ingest that failed or was cancelled go on where it stopped: what it has read and indexed stays, only pages that
 * failed in passing are read again. It can as long as nothing was built since that took its work back; all who change
 * that take turns here.
 */
@Injectable()
export class IngestResumer {
  constructor(
    private readonly connections: StoreConnections,
    private readonly ingests: IngestRepository,
    private readonly frontier: FrontierService,
    private readonly releases: ReleaseService,
    private readonly stepper: IngestStepper,
  ) {}

  /** Throws KNOWLEDGE_INGEST_NOT_FOUND, KNOWLEDGE_INGEST_RUNNING or KNOWLEDGE_INGEST_NOT_RESUMABLE. */
  async resume(scope: StoreScope, id: string): Promise<Ingest> {
    const ingest = await this.connections.transaction(scope, async (tx) => {
      await this.ingests.lockQueue(tx);
      await this.releases.lock(tx);
      const stopped = await this.ingests.get(tx, id);
      await this.refuseOthers(tx, stopped);
      const release = await this.releases.find(tx, stopped.releaseNumber);
      if (release === null) await this.queueAgain(tx, id);
      else await this.goOn(tx, stopped, release);
      return this.ingests.get(tx, id);
    });
    if (ingest.status === 'waiting') await this.stepper.startNext(scope);
    else await this.stepper.nudge(scope, ingest);
    return ingest;
  }

  private async refuseOthers(
    tx: StoreScope,
    { id, status, kind, sourceId }: Ingest,
  ): Promise<void> {
    if (isUnended(status)) throw ingestRunning(id);
    if (!(resumableStatuses as readonly IngestStatus[]).includes(status)) {
      throw ingestNotResumable(id, `it has ended as "${status}"`);
    }
    const newest = await this.ingests.findNewestOf(tx, sourceId);
    if (newest !== null && newest.id !== id) {
      throw ingestNotResumable(id, `ingest ${newest.id} of the same source is newer`);
    }
    const whole = wholeKinds.includes(kind) && (await this.ingests.findUnended(tx, wholeKinds));
    if (whole) throw ingestRunning(whole.id);
  }

  /** It wrote nothing yet, so nothing can have come between: it waits its turn like a new one. */
  private async queueAgain(tx: StoreScope, id: string): Promise<void> {
    await this.frontier.requeueFailed(tx, id);
    if (!(await this.ingests.requeue(tx, id))) throw ingestRunning(id);
  }

  private async goOn(tx: StoreScope, stopped: Ingest, release: Release): Promise<void> {
    const { id } = stopped;
    await this.refuseBuilding(tx, id);
    const step = stepOf(stopped, release);
    if (step === 'crawling') await this.frontier.requeueFailed(tx, id);
    if (!(await this.ingests.resume(tx, id, step))) throw ingestRunning(id);
    if (!(await this.releases.reopen(tx, release.number))) {
      throw ingestNotResumable(id, 'a newer release or a rollback has taken its work back');
    }
  }

  /** What is being built takes back what others had written that is not live. */
  private async refuseBuilding(tx: StoreScope, id: string): Promise<void> {
    const other = await this.ingests.findCurrent(tx);
    if (other !== null && isActive(other.status)) {
      throw ingestNotResumable(id, `ingest ${other.id} is being built and takes its work back`);
    }
  }
}

/** Once its release has a model, what it lost is known and the rest is for indexing; until then it goes on reading. */
function stepOf({ kind }: Ingest, { embeddingModel }: Release): IngestStatus {
  const readsNothing = kind === 'reindex' || kind === 'removal';
  return readsNothing || embeddingModel !== null ? 'indexing' : 'crawling';
}
