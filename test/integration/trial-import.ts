import {
  FrontierService,
  type Ingest,
  IngestRepository,
  KnowledgeModule,
  KnowledgeSearch,
  PageIndexer,
  ReleasePublisher,
  type RetrievedChunk,
  SiteCrawler,
} from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { aStore, openRooms } from '../support/rooms.js';

/** Rooms in which imports are run in place, as a worker would, without a queue. */
export class TrialImport {
  private constructor(readonly rooms: TestingModule) {}

  static async open(...hosts: string[]): Promise<TrialImport> {
    process.env.CRAWL_ALLOWED_PRIVATE_HOSTS = hosts.join(',');
    process.env.CRAWL_EXTRACTION_THREADS = '0';
    return new TrialImport(await openRooms({ imports: [KnowledgeModule] }));
  }

  static of(rooms: TestingModule): TrialImport {
    return new TrialImport(rooms);
  }

  begin(): Promise<StoreScope> {
    return aStore(this.rooms);
  }

  /** Runs one slice of reading. */
  async crawlOnce(scope: StoreScope, ingestId: string): Promise<void> {
    const { slice } = await this.rooms.get(IngestRepository).get(scope, ingestId);
    const step = { ingestId, slice };
    await this.rooms.get(SiteCrawler).crawlSlice(scope, step, new AbortController().signal);
  }

  /** Runs an ingest to its end, whatever that is. */
  async finish(scope: StoreScope, { id: ingestId }: Pick<Ingest, 'id'>): Promise<Ingest> {
    const signal = new AbortController().signal;
    for (;;) {
      const ingest = await this.rooms.get(IngestRepository).get(scope, ingestId);
      const step = { ingestId, slice: ingest.slice };
      if (ingest.status === 'queued' || ingest.status === 'crawling') {
        const { touched } = await this.rooms.get(FrontierService).countOpen(scope, ingest);
        await this.rooms.get(SiteCrawler).crawlSlice(scope, step, signal, touched > 0);
      } else if (ingest.status === 'indexing') {
        await this.rooms.get(PageIndexer).indexSlice(scope, step, signal);
      } else if (ingest.status === 'publishing') {
        await this.rooms.get(ReleasePublisher).publish(scope, step);
      } else {
        return ingest;
      }
    }
  }

  async found(scope: StoreScope, query: string): Promise<RetrievedChunk[]> {
    const { results } = await this.rooms.get(KnowledgeSearch).search(scope, query);
    return results.filter(({ coverage }) => coverage > 0.9);
  }
}
