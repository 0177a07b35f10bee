import { type AppError, StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { FrontierService } from '../frontier/frontier.service.js';
import {
  idempotencyKeyReused,
  ingestEnded,
  ingestRunning,
  nothingToReindex,
} from '../knowledge.errors.js';
import { PageService } from '../pages/page.service.js';
import { ReleaseService } from '../releases/release.service.js';
import { SourceService } from '../sources/source.service.js';
import { activeIngestStatuses, type Ingest } from './ingest.entity.js';
import { IngestRepository, type NewIngest } from './ingest.repository.js';
import { IngestStepper } from './ingest-stepper.js';

export interface StartIngest {
  url: string;
  maxPages?: number;
  idempotencyKey?: string;
}

export const defaultMaxPages = 200;

/**
 * Starting, stopping and repeating ingests. One runs per store at a time; the same Idempotency-Key gives the same ingest.
 * Starting only writes rows and nudges: reading happens in the worker.
 */
@Injectable()
export class IngestService {
  constructor(
    private readonly connections: StoreConnections,
    private readonly ingests: IngestRepository,
    private readonly sources: SourceService,
    private readonly frontier: FrontierService,
    private readonly pages: PageService,
    private readonly releases: ReleaseService,
    private readonly stepper: IngestStepper,
  ) {}

  /** Throws KNOWLEDGE_URL_REFUSED, KNOWLEDGE_INGEST_RUNNING or KNOWLEDGE_IDEMPOTENCY_KEY_REUSED. */
  async start(
    scope: StoreScope,
    { url, maxPages = defaultMaxPages, idempotencyKey }: StartIngest,
  ): Promise<Ingest> {
    const start = this.sources.checkedUrl(url);
    const wanted = { kind: 'crawl', url: start, maxPages } as const;
    const ingest = await this.insertOrJoin(scope, idempotencyKey, wanted, async (tx) => {
      const sourceId = await this.sources.ensureWebsite(tx, start, maxPages);
      const row = { ...wanted, sourceId, idempotencyKey: idempotencyKey ?? null };
      const inserted = await this.ingests.insertNext(tx, row);
      await this.frontier.offer(tx, inserted, [{ url: start, depth: 0 }]);
      return inserted;
    });
    await this.stepper.nudge(scope, ingest);
    return ingest;
  }

  /** Cuts and embeds the live pages again as a new release, without reading the website. */
  async reindex(scope: StoreScope): Promise<Ingest> {
    const wanted = { kind: 'reindex', url: null, maxPages: 0 } as const;
    const ingest = await this.insertOrJoin(scope, undefined, wanted, async (tx) => {
      const row = { ...wanted, sourceId: null, idempotencyKey: null };
      const inserted = await this.ingests.insertNext(tx, row);
      const copied = await this.pages.copyLive(tx, inserted.releaseNumber);
      if (copied === 0) throw nothingToReindex();
      // There is nothing to crawl: it starts where a crawl ends.
      await this.ingests.advance(tx, inserted.id, ['queued'], 'indexing');
      return this.ingests.get(tx, inserted.id);
    });
    await this.stepper.nudge(scope, ingest);
    return ingest;
  }

  get(scope: StoreScope, id: string): Promise<Ingest> {
    return this.ingests.get(scope, id);
  }

  async cancel(scope: StoreScope, id: string): Promise<Ingest> {
    const ingest = await this.connections.transaction(scope, async (tx) => {
      const isOurs = await this.ingests.advance(tx, id, activeIngestStatuses, 'cancelled');
      const cancelled = await this.ingests.get(tx, id);
      if (isOurs) await this.releases.close(tx, cancelled.releaseNumber);
      return cancelled;
    });
    if (ingest.status !== 'cancelled') throw ingestEnded(id, ingest.status);
    return ingest;
  }

  /** Starts a new ingest of the same kind; an ingest that still runs is refused. */
  async retry(scope: StoreScope, id: string): Promise<Ingest> {
    const { status, url, maxPages } = await this.ingests.get(scope, id);
    if ((activeIngestStatuses as readonly string[]).includes(status)) throw ingestRunning(id);
    return url === null ? this.reindex(scope) : this.start(scope, { url, maxPages });
  }

  /** Removes everything the store knows, running ingests included: their workers find no row and stop. */
  async clear(scope: StoreScope): Promise<void> {
    await this.connections.transaction(scope, async (tx) => {
      await this.releases.lock(tx);
      await this.frontier.clear(tx);
      await this.ingests.delete(tx, {});
      await this.pages.clear(tx);
      await this.releases.clear(tx);
      await this.sources.clear(tx);
    });
  }

  /** The unique indexes decide who comes first; who comes second learns what is running. */
  private async insertOrJoin(
    scope: StoreScope,
    idempotencyKey: string | undefined,
    wanted: Pick<NewIngest, 'url' | 'maxPages'>,
    insert: (tx: StoreScope) => Promise<Ingest>,
  ): Promise<Ingest> {
    const joined = idempotencyKey && (await this.ingests.findOne(scope, { idempotencyKey }));
    if (joined) return sameRequest(joined, wanted);
    try {
      return await this.connections.transaction(scope, insert);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const first = idempotencyKey && (await this.ingests.findOne(scope, { idempotencyKey }));
      if (first) return sameRequest(first, wanted);
      throw await this.running(scope, error);
    }
  }

  private async running(scope: StoreScope, error: unknown): Promise<AppError | unknown> {
    const active = await this.ingests.findActive(scope);
    return active ? ingestRunning(active.id) : error;
  }
}

function sameRequest(ingest: Ingest, wanted: Pick<NewIngest, 'url' | 'maxPages'>): Ingest {
  if (ingest.url !== wanted.url || ingest.maxPages !== wanted.maxPages) {
    throw idempotencyKeyReused(ingest.id);
  }
  return ingest;
}

const isDuplicate = (error: unknown): boolean =>
  (error as { driverError?: { code?: string } }).driverError?.code === '23505';
