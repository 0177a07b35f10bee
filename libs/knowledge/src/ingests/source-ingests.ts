import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotCrawled, pageNotFound, sourceNotFound } from '../knowledge.errors.js';
import { PageService } from '../pages/page.service.js';
import type { Source } from '../sources/source.entity.js';
import { SourceService } from '../sources/source.service.js';
import type { Ingest } from './ingest.entity.js';
import { IngestRepository } from './ingest.repository.js';
import { IngestQueue, type WantedIngest } from './ingest-queue.js';

/** The ingests that a source asks for: a crawl or an import on request or by schedule, and its removal. */
@Injectable()
export class SourceIngests {
  constructor(
    private readonly ingests: IngestRepository,
    private readonly queue: IngestQueue,
    private readonly sources: SourceService,
    private readonly pages: PageService,
  ) {}

  /** Throws KNOWLEDGE_SOURCE_NOT_FOUND, KNOWLEDGE_INGEST_RUNNING or KNOWLEDGE_IDEMPOTENCY_KEY_REUSED. */
  async crawl(scope: StoreScope, sourceId: string, idempotencyKey?: string): Promise<Ingest> {
    const source = await this.sources.get(scope, sourceId);
    return this.enqueue(scope, source, { idempotencyKey });
  }

  /** For the schedule. `skipped` when a crawl of it has not ended yet; throws KNOWLEDGE_SOURCE_NOT_FOUND when it is not due. */
  async crawlScheduled(scope: StoreScope, sourceId: string): Promise<'done' | 'skipped'> {
    const source = await this.sources.get(scope, sourceId);
    if (await this.ingests.hasUnendedOf(scope, sourceId)) {
      await this.sources.takeTurn(scope, sourceId);
      return 'skipped';
    }
    await this.enqueue(scope, source, { mayWait: true }, (tx) => this.takeTurn(tx, sourceId));
    return 'done';
  }

  /**
   * Reads one page of a website again, by what the source's rules are today. Throws KNOWLEDGE_PAGE_NOT_FOUND, also for a
   * version that no release to come would show, KNOWLEDGE_PAGE_NOT_CRAWLED or KNOWLEDGE_SOURCE_NOT_FOUND.
   */
  async refresh(
    scope: StoreScope,
    pageId: string,
    options: Pick<WantedIngest, 'mayJoin'> = {},
  ): Promise<Ingest> {
    const { sourceId, url, diedRelease } = await this.pages.get(scope, pageId);
    if (diedRelease !== null) throw pageNotFound(pageId);
    const { kind, rules } = await this.sources.get(scope, sourceId);
    if (kind !== 'website') throw pageNotCrawled(pageId);
    const wanted = { kind: 'refresh', url, maxPages: 2, ...options } as const;
    return this.queue.enqueue(scope, wanted, async (tx) => {
      // both go where the knowledge is cleared meanwhile
      await this.sources.get(tx, sourceId);
      return { sourceId, rules, pages: [{ url, depth: 0 }] };
    });
  }

  /** Its pages end in the release that the ingest builds; what is live until then still shows them. */
  async remove(scope: StoreScope, sourceId: string): Promise<Ingest> {
    const { url } = await this.sources.get(scope, sourceId);
    return this.queue.enqueue(scope, { kind: 'removal', url, maxPages: 0 }, async (tx) => {
      await this.sources.markRemoved(tx, sourceId);
      return { sourceId, pages: [] };
    });
  }

  private enqueue(
    scope: StoreScope,
    { id: sourceId, kind: sourceKind, url, maxPages, rules }: Source,
    options: { idempotencyKey?: string; mayWait?: boolean },
    before: (tx: StoreScope) => Promise<unknown> = (tx) => this.sources.get(tx, sourceId),
  ): Promise<Ingest> {
    const isCrawled = sourceKind === 'website';
    const kind = isCrawled ? 'crawl' : 'import';
    return this.queue.enqueue(scope, { kind, url, maxPages, ...options }, async (tx) => {
      await before(tx);
      return { sourceId, rules, pages: isCrawled ? [{ url, depth: 0 }] : [] };
    });
  }

  /** In the transaction that writes the crawl, so that a kill loses neither and two nudges give one. */
  private async takeTurn(tx: StoreScope, sourceId: string): Promise<void> {
    if (!(await this.sources.takeTurn(tx, sourceId))) throw sourceNotFound(sourceId);
  }
}
