import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ingestEnded, ingestRunning, nothingToReindex } from '../knowledge.errors.js';
import { ReleaseService } from '../releases/release.service.js';
import { defaultMaxPages, SourceService } from '../sources/source.service.js';
import { type Ingest, unendedIngestStatuses } from './ingest.entity.js';
import { IngestRepository } from './ingest.repository.js';
import { IngestQueue } from './ingest-queue.js';
import { IngestStepper } from './ingest-stepper.js';
import { isUnended } from './knowledge-status.js';

export interface StartIngest {
  url: string;
  maxPages?: number;
  idempotencyKey?: string;
}

/**
 * Starting, stopping and repeating ingests. One of a store builds at a time; the same Idempotency-Key gives the same
 * ingest. Starting only writes rows and nudges: reading happens in the worker.
 */
@Injectable()
export class IngestService {
  constructor(
    private readonly connections: StoreConnections,
    private readonly ingests: IngestRepository,
    private readonly queue: IngestQueue,
    private readonly sources: SourceService,
    private readonly releases: ReleaseService,
    private readonly stepper: IngestStepper,
  ) {}

  /** Throws KNOWLEDGE_URL_REFUSED, KNOWLEDGE_INGEST_RUNNING or KNOWLEDGE_IDEMPOTENCY_KEY_REUSED. */
  async start(
    scope: StoreScope,
    { url, maxPages = defaultMaxPages, idempotencyKey }: StartIngest,
  ): Promise<Ingest> {
    const start = this.sources.checkedUrl(url);
    const wanted = { kind: 'crawl', url: start, maxPages, idempotencyKey } as const;
    return this.queue.enqueue(scope, wanted, async (tx) => {
      const { id, rules } = await this.sources.ensureWebsite(tx, start, maxPages);
      return { sourceId: id, rules, pages: [{ url: start, depth: 0 }] };
    });
  }

  /** Cuts and embeds the live pages again as a new release, without reading the website. */
  async reindex(scope: StoreScope): Promise<Ingest> {
    return this.queue.enqueue(scope, { kind: 'reindex', url: null, maxPages: 0 }, async (tx) => {
      if ((await this.releases.findLive(tx)) === null) throw nothingToReindex();
      return { sourceId: null, pages: [] };
    });
  }

  get(scope: StoreScope, id: string): Promise<Ingest> {
    return this.ingests.get(scope, id);
  }

  async cancel(scope: StoreScope, id: string): Promise<Ingest> {
    const ingest = await this.connections.transaction(scope, async (tx) => {
      const isOurs = await this.ingests.advance(tx, id, unendedIngestStatuses, 'cancelled');
      const cancelled = await this.ingests.get(tx, id);
      if (isOurs) await this.releases.close(tx, cancelled.releaseNumber);
      return cancelled;
    });
    if (ingest.status !== 'cancelled') throw ingestEnded(id, ingest.status);
    await this.stepper.startNext(scope);
    return ingest;
  }

  /** Starts a new ingest of the same kind; an ingest that still runs is refused. */
  async retry(scope: StoreScope, id: string): Promise<Ingest> {
    const { status, kind, sourceId, rules, url, maxPages } = await this.ingests.get(scope, id);
    if (isUnended(status)) throw ingestRunning(id);
    if (url === null) return this.reindex(scope);
    if (kind === 'crawl') return this.start(scope, { url, maxPages });
    return this.queue.enqueue(scope, { kind, url, maxPages }, async (tx) => {
      // knowledge that was cleared meanwhile takes ingest and source along
      await this.ingests.get(tx, id);
      return { sourceId, rules, pages: kind === 'refresh' ? [{ url, depth: 0 }] : [] };
    });
  }
}
