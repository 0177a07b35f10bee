import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { FrontierService } from '../frontier/frontier.service.js';
import { inParts } from '../in-parts.js';
import type { Ingest, IngestKind } from '../ingests/ingest.entity.js';
import { LostPageRepository } from '../pages/lost-page.repository.js';
import { PageRepository } from '../pages/page.repository.js';
import { nothingImported, nothingUsable } from '../publishing/nothing-usable.js';
import type { GateProblem } from '../releases/release.entity.js';
import { ReleaseService } from '../releases/release.service.js';
import { noRules } from '../sources/crawl-rules.js';
import { RepeatedBlocks } from './repeated-blocks.service.js';

/** A kill in between leaves the others alive, which the next stock finds to be lost, too. */
const endedAtOnce = 100;

/**
 * Opens an ingest's release for indexing. The first time it takes stock of the crawl: what the website lost is ended; one
 * that met nothing is a failure. Whether the release is good enough is for the gates to say, once it is whole. Safe to
 * repeat.
 */
@Injectable()
export class ReleaseOpener {
  constructor(
    private readonly connections: StoreConnections,
    private readonly releases: ReleaseService,
    private readonly frontier: FrontierService,
    private readonly pages: PageRepository,
    private readonly losses: LostPageRepository,
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
    const { id: ingestId, kind, sourceId, releaseNumber } = ingest;
    const { keepUnreadDays } = { ...noRules, ...ingest.rules };
    if (kind === 'reindex') await this.pages.recutLiving(scope, releaseNumber);
    if (sourceId === null) return null;
    if (kind === 'removal') {
      await this.end(scope, await this.losses.findLivingOf(scope, sourceId), releaseNumber);
      return null;
    }
    const lost = await this.losses.takeStock(scope, {
      ingestId,
      sourceId,
      releaseNumber,
      keepUnreadDays,
    });
    if ((await this.losses.countMet(scope, sourceId, releaseNumber)) === 0) {
      const problem = nothingMet(kind, await this.frontier.countOutcomes(scope, ingestId), lost);
      if (problem !== null) return problem;
    }
    await this.end(scope, lost, releaseNumber);
    const blocks = await this.repeated.count(scope, sourceId, releaseNumber);
    await this.pages.recutKeepers(scope, blocks);
    return null;
  }

  private async end(scope: StoreScope, pageIds: string[], release: number): Promise<void> {
    for (const some of inParts(pageIds, endedAtOnce)) {
      await this.connections.transaction(scope, async (tx) => {
        await this.releases.open(tx, release);
        await this.pages.end(tx, some, release);
      });
    }
  }
}

/** What it means that nothing was met: a page that is gone is an answer to a refresh. */
function nothingMet(
  kind: IngestKind,
  outcomes: Readonly<Record<string, number>>,
  lost: readonly string[],
): GateProblem | null {
  if (kind === 'refresh') return null;
  return kind === 'import' ? nothingImported(outcomes, lost) : nothingUsable(outcomes);
}
