import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { FrontierService } from '../frontier/frontier.service.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import { PageRepository } from '../pages/page.repository.js';
import { checkGate, type GateProblem } from '../publishing/publishing-gate.js';
import { ReleaseService } from '../releases/release.service.js';
import { RepeatedBlocks } from './repeated-blocks.service.js';

/**
 * Opens an ingest's release for indexing. The first time it takes stock of the crawl: what the website lost is ended,
 * unless the website is ill. Safe to repeat.
 */
@Injectable()
export class ReleaseOpener {
  constructor(
    private readonly connections: StoreConnections,
    private readonly releases: ReleaseService,
    private readonly frontier: FrontierService,
    private readonly pages: PageRepository,
    private readonly repeated: RepeatedBlocks,
  ) {}

  /** Returns why the release must not go on, null when it may. */
  async open(scope: StoreScope, ingest: Ingest, model: string): Promise<GateProblem | null> {
    const { releaseNumber } = ingest;
    await this.connections.transaction(scope, (tx) => this.releases.open(tx, releaseNumber));
    const { embeddingModel } = await this.releases.get(scope, releaseNumber);
    if (embeddingModel === model) return null;
    const problem = embeddingModel === null ? await this.review(scope, ingest) : null;
    if (problem === null) await this.releases.useModel(scope, releaseNumber, model);
    return problem;
  }

  private async review(scope: StoreScope, ingest: Ingest): Promise<GateProblem | null> {
    const { id: ingestId, sourceId, releaseNumber } = ingest;
    if (sourceId === null) return null;
    const met = await this.pages.countMet(scope, sourceId, releaseNumber);
    const lost = await this.pages.findLost(scope, { sourceId, ingestId }, releaseNumber);
    const outcomes = await this.frontier.countOutcomes(scope, ingestId);
    const problem = checkGate({ met, lost: lost.length, outcomes });
    if (problem) return problem;
    await this.pages.end(scope, lost, releaseNumber);
    const blocks = await this.repeated.count(scope, sourceId, releaseNumber);
    await this.pages.recutKeepers(scope, blocks);
    return null;
  }
}
