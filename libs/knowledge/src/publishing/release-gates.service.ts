import { type StoreScope, StoresService } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { CheckRunner } from '../checks/check-runner.service.js';
import { FrontierService } from '../frontier/frontier.service.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import { LostPageRepository } from '../pages/lost-page.repository.js';
import type { GateProblem } from '../releases/release.entity.js';
import { ReleaseService } from '../releases/release.service.js';
import { readReleaseSettings } from '../releases/release-settings.js';
import { isByHand } from './is-by-hand.js';
import { checkGates, type ReleaseTally } from './publishing-gate.js';

/** Holds a release that is built, and not live, against what is live and what its store asks for. Changes nothing. */
@Injectable()
export class ReleaseGates {
  constructor(
    private readonly stores: StoresService,
    private readonly frontier: FrontierService,
    private readonly pages: LostPageRepository,
    private readonly releases: ReleaseService,
    private readonly checks: CheckRunner,
  ) {}

  /** Why the release of an ingest should not go live; empty when it may. */
  async check(scope: StoreScope, ingest: Ingest, chunks: number): Promise<GateProblem[]> {
    // what is taken out is taken out on purpose
    if (ingest.kind === 'removal') return [];
    const { settings } = await this.stores.get(scope);
    const tally: ReleaseTally = {
      live: isByHand(ingest) ? null : await this.compare(scope, ingest),
      chunks,
      reads: await this.frontier.countReads(scope, ingest.id),
      checks: await this.ask(scope, ingest.releaseNumber),
    };
    return checkGates(tally, readReleaseSettings(settings));
  }

  private async compare(
    scope: StoreScope,
    { id: ingestId, sourceId, releaseNumber }: Ingest,
  ): Promise<ReleaseTally['live']> {
    const live = await this.releases.findLive(scope);
    if (live === null) return null;
    const numbers = { live: live.number, release: releaseNumber };
    const { pages, lost } =
      sourceId === null
        ? { pages: 0, lost: 0 }
        : await this.pages.countLost(scope, { sourceId, ingestId }, numbers);
    return { pages, lost, chunks: live.chunkCount };
  }

  private async ask(scope: StoreScope, release: number): Promise<ReleaseTally['checks']> {
    const { results } = await this.checks.run(scope, release);
    const failed = results.filter(({ fault }) => fault !== null);
    return { asked: results.length, failed: failed.map(({ check }) => check.question) };
  }
}
