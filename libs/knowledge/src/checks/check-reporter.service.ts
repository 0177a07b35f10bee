import { type StoreScope, StoresService } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { nothingToCheck } from '../knowledge.errors.js';
import { ReleaseService } from '../releases/release.service.js';
import { readReleaseSettings } from '../releases/release-settings.js';
import type { CheckRun } from './check-run.js';
import { CheckRunner } from './check-runner.service.js';

/** A run with the share that the store requires before a release goes live. */
export interface CheckReport extends CheckRun {
  requiredShare: number;
}

/** Runs the check questions of a store on request, and changes nothing by it. */
@Injectable()
export class CheckReporter {
  constructor(
    private readonly stores: StoresService,
    private readonly releases: ReleaseService,
    private readonly runner: CheckRunner,
  ) {}

  /**
   * Asks a kept release, by default the live one.
   * Throws KNOWLEDGE_NOTHING_TO_CHECK, KNOWLEDGE_RELEASE_NOT_FOUND or KNOWLEDGE_RELEASE_NOT_KEPT.
   */
  async report(scope: StoreScope, release?: number): Promise<CheckReport> {
    const number = release ?? (await this.releases.findLive(scope))?.number;
    if (number === undefined) throw nothingToCheck();
    await this.releases.getKept(scope, number);
    const run = await this.runner.run(scope, number);
    // it was not given up while it was asked
    await this.releases.getKept(scope, number);
    const { settings } = await this.stores.get(scope);
    return { ...run, requiredShare: readReleaseSettings(settings).requiredCheckShare };
  }
}
