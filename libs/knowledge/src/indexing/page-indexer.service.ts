import { AppError, type StoreScope, UsageLedger, whenSpentOf } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Ingest } from '../ingests/ingest.entity.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import type { IngestStep } from '../jobs/ingest-step.js';
import { PageCutter } from './page-cutter.service.js';
import { ReleaseOpener } from './release-opener.service.js';

/**
 * Turns the page versions of an ingest's release into chunks with vectors, a few pages a slice. Safe to run twice and to
 * be killed anywhere: a page's chunks, vectors and its mark are written together.
 */
@Injectable()
export class PageIndexer {
  constructor(
    private readonly stepper: IngestStepper,
    private readonly opener: ReleaseOpener,
    private readonly cutter: PageCutter,
    private readonly usage: UsageLedger,
  ) {}

  /** `skipped` when the ingest has moved on, or was nudged again since: only the newest nudge goes on. */
  async indexSlice(
    scope: StoreScope,
    step: IngestStep,
    signal: AbortSignal,
  ): Promise<'done' | 'skipped'> {
    const ingest = await this.stepper.begin(scope, step, 'indexing');
    if (ingest === null) return 'skipped';
    try {
      await this.stepper.runSlice(scope, ingest.id, () => this.advance(scope, ingest, signal));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await this.stepper.fail(scope, ingest.id, error.code, error.message);
    }
    return 'done';
  }

  private async advance(scope: StoreScope, ingest: Ingest, signal: AbortSignal): Promise<void> {
    const { id, releaseNumber } = ingest;
    const problem = await this.opener.open(scope, ingest, this.cutter.model);
    if (problem) {
      await this.stepper.fail(scope, id, problem.code, problem.detail);
      return;
    }
    const how = { signal, meter: this.usage.meter(scope, { ingestId: id }) };
    const isFinished =
      !(await this.cutter.cutSome(scope, releaseNumber, how)) &&
      !(await this.cutter.embedSome(scope, releaseNumber, how));
    if (isFinished) await this.stepper.advance(scope, id, ['indexing'], 'publishing');
    else await this.stepper.again(scope, id);
  }
}

/** Trying again changes nothing about these: somebody has to. */
const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && (error.kind === 'invalid' || whenSpentOf(error) !== null);
