import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Ingest } from '../ingests/ingest.entity.js';
import { IngestRepository } from '../ingests/ingest.repository.js';
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
    private readonly ingests: IngestRepository,
    private readonly releases: ReleaseService,
    private readonly builder: ReleaseBuilder,
  ) {}

  async publish(scope: StoreScope, { ingestId }: IngestStep): Promise<'done' | 'skipped'> {
    const ingest = await this.ingests.get(scope, ingestId);
    if (ingest.status !== 'publishing') return 'skipped';
    const contents = await this.builder.build(scope, ingest.releaseNumber, () =>
      this.ingests.heartbeat(scope, ingestId),
    );
    if (contents.chunkCount === 0) {
      const detail = 'The pages that were read hold no text. The last release stays live.';
      await this.giveUp(scope, ingest, 'KNOWLEDGE_NOTHING_USABLE', detail);
      return 'done';
    }
    await this.connections.transaction(scope, async (tx) => {
      if (await this.ingests.advance(tx, ingestId, ['publishing'], 'live')) {
        await this.releases.publish(tx, ingest.releaseNumber, contents);
      }
    });
    await this.connections.transaction(scope, (tx) => this.releases.purge(tx));
    return 'done';
  }

  /** Fails an ingest and takes back what its release had written. */
  async giveUp(scope: StoreScope, ingest: Ingest, code: string, detail: string): Promise<void> {
    await this.connections.transaction(scope, async (tx) => {
      if (await this.ingests.fail(tx, ingest.id, code, detail)) {
        await this.releases.abandon(tx, ingest.releaseNumber);
      }
    });
  }
}
