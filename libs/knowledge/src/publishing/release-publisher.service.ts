import { AppError, StoreConnections, type StoreScope, whenSpentOf } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Ingest } from '../ingests/ingest.entity.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import type { IngestStep } from '../jobs/ingest-step.js';
import { whileStep } from '../knowledge.events.js';
import type { GateProblem } from '../releases/release.entity.js';
import { ReleaseService } from '../releases/release.service.js';
import { isByHand } from './is-by-hand.js';
import { ReleaseBuilder } from './release-builder.service.js';
import { ReleaseGates } from './release-gates.service.js';

/** What was given by hand may be taken out to the last; of an import that found nothing else the opener has complained. */
const mayLeaveNothing = ({ kind }: Ingest): boolean => kind === 'removal' || kind === 'import';

/** A reindex was asked for by name; what was given by hand is waited for by the number of its release. */
const isAwaited = (ingest: Ingest): boolean => ingest.kind === 'reindex' || isByHand(ingest);

/**
 * Makes an ingest's release the live one in a single update; or holds it with the reasons, or fails the ingest, and keeps
 * the old one. Readers never see an empty or a mixed state; a kill at any moment leaves either release whole, and running
 * again ends it.
 */
@Injectable()
export class ReleasePublisher {
  constructor(
    private readonly connections: StoreConnections,
    private readonly stepper: IngestStepper,
    private readonly releases: ReleaseService,
    private readonly builder: ReleaseBuilder,
    private readonly gates: ReleaseGates,
  ) {}

  /**
   * `skipped` when the ingest has moved on, or was nudged again since: only the newest nudge goes on. It may have moved on
   * and its worker have died in what comes after that, so this is done again.
   */
  async publish(scope: StoreScope, step: IngestStep): Promise<'done' | 'skipped'> {
    const ingest = await this.stepper.begin(scope, step, 'publishing');
    if (ingest === null) {
      await this.makeRoom(scope);
      return 'skipped';
    }
    try {
      await this.stepper.runSlice(scope, ingest.id, () =>
        whileStep(scope, { step: 'publish' }, () => this.finish(scope, ingest)),
      );
    } catch (error) {
      // the gates ask check questions; a resume goes on here
      if (!(error instanceof AppError) || whenSpentOf(error) === null) throw error;
      await this.stepper.fail(scope, ingest.id, error.code, error.message);
    }
    return 'done';
  }

  private async finish(scope: StoreScope, ingest: Ingest): Promise<void> {
    if (await this.staysLive(scope, ingest)) {
      await this.makeRoom(scope);
      return;
    }
    const contents = await this.builder.build(scope, ingest.releaseNumber);
    if (contents.chunkCount === 0 && !mayLeaveNothing(ingest)) {
      const detail = 'The pages that were read hold no text. The last release stays live.';
      await this.stepper.fail(scope, ingest.id, 'KNOWLEDGE_NOTHING_USABLE', detail);
      return;
    }
    const problems = await this.gates.check(scope, ingest, contents.chunkCount);
    if (problems.length > 0) await this.hold(scope, ingest, problems);
    else await this.flip(scope, ingest);
    await this.makeRoom(scope);
  }

  /** Where nothing has changed what is live stays, and no release is made that would push out older ones. The gates are asked as ever. */
  private async staysLive(scope: StoreScope, ingest: Ingest): Promise<boolean> {
    const { id, releaseNumber } = ingest;
    const live = isAwaited(ingest) ? null : await this.releases.findSame(scope, releaseNumber);
    if (live === null || live.chunkCount === 0) return false;
    if (!(await this.builder.isAsLive(scope, releaseNumber, live))) return false;
    const asLive = { ...ingest, releaseNumber: live.number };
    if ((await this.gates.check(scope, asLive, live.chunkCount)).length > 0) return false;
    await this.connections.transaction(scope, async (tx) => {
      await this.releases.lock(tx);
      if (await this.stepper.completeUnchanged(tx, id, live.number)) {
        await this.releases.discard(tx, releaseNumber);
      }
    });
    return true;
  }

  private async makeRoom(scope: StoreScope): Promise<void> {
    await this.stepper.startNext(scope);
    await this.releases.purge(scope);
  }

  private async flip(scope: StoreScope, ingest: Ingest): Promise<void> {
    await this.connections.transaction(scope, async (tx) => {
      await this.releases.lock(tx);
      if (await this.stepper.complete(tx, ingest.id)) {
        await this.releases.publish(tx, ingest.releaseNumber);
      }
    });
  }

  private async hold(
    scope: StoreScope,
    { id, releaseNumber }: Ingest,
    problems: GateProblem[],
  ): Promise<void> {
    const next = `What was live stays; if this is how it should be, publish release ${releaseNumber} by hand, else start again.`;
    await this.connections.transaction(scope, async (tx) => {
      await this.releases.lock(tx);
      const code = problems[0]?.code ?? '';
      const detail = [...problems.map((problem) => problem.detail), next].join(' ');
      if (!(await this.stepper.hold(tx, id, code, detail))) return;
      await this.releases.hold(tx, releaseNumber, problems);
    });
  }
}
