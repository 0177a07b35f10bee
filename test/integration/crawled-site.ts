import {
  FrontierService,
  type Ingest,
  IngestRepository,
  IngestService,
  SiteCrawler,
} from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { waitFor } from '../support/wait-for.js';

/** Lets the rooms that are opened next crawl these places on loopback, in the test's own thread. */
export function allowCrawling(...hosts: string[]): void {
  process.env.CRAWL_ALLOWED_PRIVATE_HOSTS = hosts.join(',');
  process.env.CRAWL_EXTRACTION_THREADS = '0';
}

/** Runs crawl slices in place, as a worker would, without a queue. */
export class CrawledSite {
  private readonly ingests: IngestRepository;
  private readonly crawler: SiteCrawler;
  private readonly frontier: FrontierService;

  constructor(readonly rooms: TestingModule) {
    this.ingests = rooms.get(IngestRepository);
    this.crawler = rooms.get(SiteCrawler);
    this.frontier = rooms.get(FrontierService);
  }

  /** Starts an ingest and crawls until it leaves that step: `indexing` or `failed`. */
  async crawl(scope: StoreScope, url: string, maxPages?: number): Promise<Ingest> {
    const ingest = await this.start(scope, url, maxPages);
    return this.finish(scope, ingest.id);
  }

  start(scope: StoreScope, url: string, maxPages?: number): Promise<Ingest> {
    return this.rooms.get(IngestService).start(scope, { url, maxPages });
  }

  async finish(scope: StoreScope, ingestId: string): Promise<Ingest> {
    return waitFor(async () => {
      await this.slice(scope, ingestId);
      const ingest = await this.ingests.get(scope, ingestId);
      return ['queued', 'crawling'].includes(ingest.status) ? null : ingest;
    });
  }

  /** Runs the newest nudge, as in a process apart where that is asked for. */
  async slice(scope: StoreScope, ingestId: string, signal = new AbortController().signal) {
    const { slice, maxPages } = await this.ingests.get(scope, ingestId);
    const { touched } = await this.frontier.countOpen(scope, { id: ingestId, maxPages });
    return this.crawler.crawlSlice(scope, { ingestId, slice }, signal, touched > 0);
  }
}
