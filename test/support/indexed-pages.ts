import {
  hashBlock,
  type Ingest,
  IngestRepository,
  IngestService,
  PageIndexer,
  PageService,
  type PageText,
  ReleasePublisher,
  sha256,
  splitBlocks,
  type StoredPage,
} from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

export interface PageFixture extends Partial<Pick<PageText, 'kind' | 'products'>> {
  path: string;
  title: string;
  markdown: string;
  /** As its HTML would name it; English when left out. */
  language?: string | null;
}

/** What a crawl would have read, without one: the steps between the crawl and the live release, run in place. */
export class IndexedPages {
  private readonly pages: PageService;
  private readonly ingests: IngestRepository;

  constructor(
    readonly rooms: TestingModule,
    private readonly origin = 'https://a-pillow-shop.com',
  ) {
    this.pages = rooms.get(PageService);
    this.ingests = rooms.get(IngestRepository);
  }

  /** Opens an ingest and puts the pages into it, as the crawl does; leaves it ready to be indexed. */
  async crawl(scope: StoreScope, pages: readonly PageFixture[]): Promise<Ingest> {
    const ingest = await this.rooms.get(IngestService).start(scope, { url: `${this.origin}/` });
    await this.rooms.get(StoreConnections).transaction(scope, async (tx) => {
      for (const page of pages) await this.store(tx, ingest, page);
    });
    await this.ingests.advance(scope, ingest.id, ['queued'], 'indexing');
    return this.ingests.get(scope, ingest.id);
  }

  store(scope: StoreScope, ingest: Ingest, page: PageFixture): Promise<StoredPage> {
    const { path, title, markdown, language = 'en', kind = 'page', products = [] } = page;
    const text = {
      sourceId: ingest.sourceId ?? '',
      url: `${this.origin}${path}`,
      title,
      description: null,
      language,
      markdown,
      kind,
      products,
      contentHash: sha256(`${title}\n${markdown}`),
      blockHashes: splitBlocks(markdown).map(hashBlock),
      fetchedAt: new Date(),
    };
    return this.rooms
      .get(StoreConnections)
      .transaction(scope, (tx) => this.pages.store(tx, text, ingest.releaseNumber));
  }

  /** Runs slices until the ingest leaves the step; returns how many it took. */
  async index(scope: StoreScope, { id: ingestId }: Ingest): Promise<number> {
    const signal = new AbortController().signal;
    for (let count = 0; ; count++) {
      const { status, slice } = await this.ingests.get(scope, ingestId);
      if (status !== 'indexing') return count;
      await this.rooms.get(PageIndexer).indexSlice(scope, { ingestId, slice }, signal);
    }
  }

  async publish(scope: StoreScope, { id: ingestId }: Ingest): Promise<Ingest> {
    const { slice } = await this.ingests.get(scope, ingestId);
    await this.rooms.get(ReleasePublisher).publish(scope, { ingestId, slice });
    return this.ingests.get(scope, ingestId);
  }

  /** From pages to a live release, or to the ingest's failure. */
  async ingest(scope: StoreScope, pages: readonly PageFixture[]): Promise<Ingest> {
    const ingest = await this.crawl(scope, pages);
    await this.index(scope, ingest);
    return this.publish(scope, ingest);
  }
}
