import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { IngestStepper } from '../ingests/ingest-stepper.js';
import { ReleaseIngests } from '../ingests/release-ingests.js';
import {
  releaseGated,
  releaseNeverLive,
  releaseNotHeld,
  releaseNotKept,
} from '../knowledge.errors.js';
import type { Release } from '../releases/release.entity.js';
import type { DescribedRelease } from '../releases/release.repository.js';
import { ReleaseService } from '../releases/release.service.js';
import { ReleaseGates } from './release-gates.service.js';

/** Switching by hand which release is live. Doing it twice is harmless; readers see one release or the other, whole. */
@Injectable()
export class ReleaseSwitcher {
  constructor(
    private readonly connections: StoreConnections,
    private readonly ingests: ReleaseIngests,
    private readonly stepper: IngestStepper,
    private readonly releases: ReleaseService,
    private readonly gates: ReleaseGates,
  ) {}

  /**
   * Publishes a held release: where the gates, asked again, let it through, or despite them. What is
   * no longer kept then is removed after the next ingest.
   * Throws KNOWLEDGE_RELEASE_NOT_HELD or KNOWLEDGE_RELEASE_GATED.
   */
  async publishHeld(
    scope: StoreScope,
    number: number,
    { despiteGates }: { despiteGates: boolean },
  ): Promise<DescribedRelease> {
    const release = await this.releases.get(scope, number);
    if (release.status === 'held' && !despiteGates) await this.pass(scope, release);
    await this.connections.transaction(scope, async (tx) => {
      await this.releases.lock(tx);
      const { status } = await this.releases.get(tx, number);
      if (status !== 'live') {
        if (status !== 'held') throw releaseNotHeld(number, status);
        await this.ingests.markLive(tx, number);
        await this.releases.publish(tx, number);
      }
    });
    return this.releases.describe(scope, number);
  }

  /**
   * Makes a release live again that was live before. The ingest that builds is cancelled with it, since it builds on what
   * is being rolled away from and would bring it back; one that waits goes on, and builds on what is live then. Throws KNOWLEDGE_RELEASE_NOT_KEPT or KNOWLEDGE_RELEASE_NEVER_LIVE.
   */
  async rollBack(scope: StoreScope, number: number): Promise<DescribedRelease> {
    await this.connections.transaction(scope, async (tx) => {
      await this.releases.lock(tx);
      const { status } = await this.releases.get(tx, number);
      if (status !== 'live') {
        if (status === 'held') throw releaseNeverLive(number);
        if (status !== 'superseded') throw releaseNotKept(number, status);
        await this.cancelActive(tx, number);
        await this.releases.switchTo(tx, number);
      }
    });
    await this.stepper.startNext(scope);
    return this.releases.describe(scope, number);
  }

  private async pass(scope: StoreScope, { number, chunkCount }: Release): Promise<void> {
    const ingest = await this.ingests.getBuilder(scope, number);
    const problems = await this.gates.check(scope, ingest, chunkCount);
    if (problems.length > 0) throw releaseGated(number, problems);
  }

  private async cancelActive(tx: StoreScope, target: number): Promise<void> {
    const cancelled = await this.ingests.cancelActive(tx, {
      code: 'KNOWLEDGE_ROLLED_BACK',
      detail: `The store was rolled back to release ${target} while this ingest was building on another one. Start it again to build on release ${target}.`,
    });
    if (cancelled !== null) await this.releases.close(tx, cancelled.releaseNumber);
  }
}
