import {
  decodeCursor,
  type ListSlice,
  StoreQueue,
  type StoreScope,
  StoresService,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { ListedPage } from '../frontier/frontier.repository.js';
import { FrontierService } from '../frontier/frontier.service.js';
import type { PageOutcome } from '../frontier/ingest-page.entity.js';
import { crawlQueue } from '../jobs/queues.js';
import { ReleaseService } from '../releases/release.service.js';
import type { Ingest } from './ingest.entity.js';
import { IngestRepository } from './ingest.repository.js';
import {
  countPages,
  estimateSeconds,
  type IngestProgress,
  knowledgeState,
  type KnowledgeStatus,
} from './knowledge-status.js';

export interface PagesQuery {
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
    private readonly queue: StoreQueue,
  ) {}

  async status(scope: StoreScope): Promise<KnowledgeStatus> {
    const { liveRelease } = await this.stores.get(scope);
    const release = liveRelease === null ? null : await this.releases.findLive(scope);
    const last = await this.ingests.findCurrent(scope);
    return {
      storeId: scope.storeId,
      status: knowledgeState(last, liveRelease),
      liveRelease,
      pageCount: release?.pageCount ?? 0,
      chunkCount: release?.chunkCount ?? 0,
      lastIngest: last && (await this.progressOf(scope, last)),
    };
  }

  async progress(scope: StoreScope, ingestId: string): Promise<IngestProgress> {
    return this.progressOf(scope, await this.ingests.get(scope, ingestId));
  }

  /** The URLs of the last ingest with how each ended. */
  async listPages(
    scope: StoreScope,
    { outcome, cursor, limit = defaultPageLimit }: PagesQuery = {},
  ): Promise<ListSlice<ListedPage>> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    const last = await this.ingests.findCurrent(scope);
    if (!last) return { items: [], nextCursor: null };
    return this.frontier.listPages(scope, last.id, { outcome, after, limit });
  }

  private async progressOf(scope: StoreScope, ingest: Ingest): Promise<IngestProgress> {
    const pages = countPages(await this.frontier.countOutcomes(scope, ingest.id));
    return {
      ingest,
      pages,
      queuePosition: await this.queuePosition(scope, ingest),
      etaSeconds: estimateSeconds(ingest, pages, new Date()),
    };
  }

  private async queuePosition(scope: StoreScope, ingest: Ingest): Promise<number | null> {
    if (ingest.status === 'waiting') return this.ingests.countAhead(scope, ingest);
    return ingest.status === 'queued' ? this.queue.countWaiting(crawlQueue) : null;
  }
}
