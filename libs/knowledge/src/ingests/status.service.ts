import { decodeCursor, type ListSlice, type StoreScope, StoresService } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { FrontierService } from '../frontier/frontier.service.js';
import type { PageOutcome } from '../frontier/ingest-page.entity.js';
import type { ListedPage, OutcomeGroup } from '../frontier/outcome.repository.js';
import { ReleaseService } from '../releases/release.service.js';
import { IngestEstimator } from './estimating/ingest-estimator.js';
import type { Ingest } from './ingest.entity.js';
import { IngestRepository } from './ingest.repository.js';
import { IngestStepper } from './ingest-stepper.js';
import {
  countPages,
  type IngestProgress,
  knowledgeState,
  type KnowledgeStatus,
} from './knowledge-status.js';

export interface PagesQuery {
  ingest_id?: string;
  outcome?: PageOutcome;
  cursor?: string;
  limit?: number;
}

const defaultPageLimit = 50;

/** What a store knows and how its last ingest is doing, computed from rows each time it is asked. */
@Injectable()
export class StatusService {
  constructor(
    private readonly stores: StoresService,
    private readonly ingests: IngestRepository,
    private readonly frontier: FrontierService,
    private readonly releases: ReleaseService,
    private readonly estimator: IngestEstimator,
    private readonly stepper: IngestStepper,
  ) {}

  async status(scope: StoreScope): Promise<KnowledgeStatus> {
    const { liveRelease } = await this.stores.get(scope);
    const release = liveRelease === null ? null : await this.releases.findLive(scope);
    const last = await this.ingests.findCurrent(scope);
    const pageCount = release?.pageCount ?? 0;
    return {
      storeId: scope.storeId,
      status: knowledgeState(last, pageCount),
      liveRelease,
      pageCount,
      chunkCount: release?.chunkCount ?? 0,
      lastIngest: last && (await this.progressOf(scope, last)),
    };
  }

  async progress(scope: StoreScope, ingestId: string): Promise<IngestProgress> {
    return this.progressOf(scope, await this.ingests.get(scope, ingestId));
  }

  /** How the URLs of an ingest ended, counted and with examples. */
  async groupOutcomes(scope: StoreScope, ingestId: string): Promise<OutcomeGroup[]> {
    const { id } = await this.ingests.get(scope, ingestId);
    return this.frontier.groupOutcomes(scope, id);
  }

  /** The URLs of an ingest, by default the last, with how each ended. */
  async listPages(
    scope: StoreScope,
    { ingest_id: ingestId, outcome, cursor, limit = defaultPageLimit }: PagesQuery = {},
  ): Promise<ListSlice<ListedPage>> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    const ingest = ingestId
      ? await this.ingests.get(scope, ingestId)
      : await this.ingests.findCurrent(scope);
    if (!ingest) return { items: [], nextCursor: null };
    return this.frontier.listPages(scope, ingest.id, { outcome, after, limit });
  }

  private async progressOf(scope: StoreScope, ingest: Ingest): Promise<IngestProgress> {
    const pages = countPages(await this.frontier.tally(scope, ingest.id));
    return {
      ingest,
      pages,
      queuePosition: await this.queuePosition(scope, ingest),
      etaSeconds: await this.estimator.estimate(scope, ingest, pages),
    };
  }

  /** Once it is being built, its slices still wait between each other, which is no position. */
  private async queuePosition(scope: StoreScope, ingest: Ingest): Promise<number | null> {
    if (ingest.status === 'waiting') return this.ingests.countAhead(scope, ingest);
    return ingest.startedAt === null ? this.stepper.countAhead(scope, ingest) : null;
  }
}
