import {
  hashBlock,
  type Ingest,
  IngestRepository,
  IngestService,
  PageBatches,
  PageIndexer,
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
  private readonly ingests: IngestRepository;

  constructor(
    readonly rooms: TestingModule,
    private readonly origin = 'https://a-pillow-shop.com',
  ) {
    this.ingests = rooms.get(IngestRepository);
  }

  /** Opens an ingest and puts the pages into it, as the crawl does; the site has closed all others. Leaves it ready to be indexed. */
  async crawl(scope: StoreScope, pages: readonly PageFixture[]): Promise<Ingest> {
    const ingest = await this.rooms.get(IngestService).start(scope, { url: `${this.origin}/` });
    await this.storeAll(scope, ingest, pages);
    await this.closeOthers(scope, ingest);
    await this.ingests.advance(scope, ingest.id, ['queued'], 'indexing');
    return this.ingests.get(scope, ingest.id);
  }

  private async closeOthers(scope: StoreScope, ingest: Ingest): Promise<void> {
    await this.rooms.get(StoreConnections).run(scope, (manager) =>
      manager.query(
        `INSERT INTO ingest_pages (store_id, ingest_id, url, depth, state, outcome)
         SELECT store_id, $2, url, 1, 'done', 'noindex' FROM pages
         WHERE store_id = $1 AND source_id = $3 AND died_release IS NULL AND seen_release < $4
         ON CONFLICT (store_id, ingest_id, url) DO UPDATE SET state = 'done', outcome = 'noindex'`,
        [scope.storeId, ingest.id, ingest.sourceId, ingest.releaseNumber],
      ),
    );
  }

  async store(scope: StoreScope, ingest: Ingest, page: PageFixture): Promise<StoredPage> {
    const [stored] = await this.storeAll(scope, ingest, [page]);
    return stored as StoredPage;
  }

  private storeAll(
    scope: StoreScope,
    ingest: Ingest,
    pages: readonly PageFixture[],
  ): Promise<StoredPage[]> {
    const sourceId = ingest.sourceId ?? '';
    const texts = pages.map((page) => this.textOf(page, sourceId));
    const batches = this.rooms.get(PageBatches, { strict: false });
    return this.rooms
      .get(StoreConnections)
      .transaction(scope, (tx) =>
        batches.write(tx, { sourceId, addresses: texts }, ingest.releaseNumber, (batch) =>
          texts.map((text) => batch.store(text)),
        ),
      );
  }

  private textOf(page: PageFixture, sourceId: string): PageText {
    const { path, title, markdown, language = 'en', kind = 'page', products = [] } = page;
    return {
      sourceId,
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
