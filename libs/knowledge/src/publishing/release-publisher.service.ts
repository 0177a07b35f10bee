import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Ingest } from '../ingests/ingest.entity.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import type { IngestStep } from '../jobs/ingest-step.js';
import { ReleaseService } from '../releases/release.service.js';
import { ReleaseBuilder } from './release-builder.service.js';

/**
 * Makes an ingest's release the live one in a single update, or fails the ingest with a reason and keeps the old one.
 * Readers never see an empty or a mixed state; a kill at any moment leaves either release whole, and running again ends it.
 */
@Injectable()
export class ReleasePublisher {
  constructor(
    private readonly connections: StoreConnections,
    private readonly stepper: IngestStepper,
    private readonly releases: ReleaseService,
    private readonly builder: ReleaseBuilder,
  ) {}

  /** `skipped` when the ingest has moved on, or was nudged again since: only the newest nudge goes on. */
  async publish(scope: StoreScope, step: IngestStep): Promise<'done' | 'skipped'> {
    const ingest = await this.stepper.begin(scope, step, 'publishing');
    if (ingest === null) return 'skipped';
    await this.stepper.whileBeating(scope, ingest.id, () => this.finish(scope, ingest));
    return 'done';
  }

  /** Fails an ingest and takes back what its release had written. */
  async giveUp(scope: StoreScope, ingest: Ingest, code: string, detail: string): Promise<void> {
    await this.connections.transaction(scope, async (tx) => {
      if (await this.stepper.fail(tx, ingest.id, code, detail)) {
        await this.releases.abandon(tx, ingest.releaseNumber);
      }
    });
  }

  private async finish(scope: StoreScope, ingest: Ingest): Promise<void> {
    const { id, releaseNumber } = ingest;
    const contents = await this.builder.build(scope, releaseNumber);
    if (contents.chunkCount === 0) {
      const detail = 'The pages that were read hold no text. The last release stays live.';
      await this.giveUp(scope, ingest, 'KNOWLEDGE_NOTHING_USABLE', detail);
      return;
    }
    await this.connections.transaction(scope, async (tx) => {
      if (await this.stepper.complete(tx, id)) {
        await this.releases.publish(tx, releaseNumber, contents);
      }
    });
    await this.connections.transaction(scope, (tx) => this.releases.purge(tx));
  }
}
