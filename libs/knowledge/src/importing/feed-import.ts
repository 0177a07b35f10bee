import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ExtractionPool } from '../crawling/extraction/extraction-pool.js';
import { FileService } from '../files/file.service.js';
import type { StoredFile } from '../files/stored-file.entity.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import type { FeedProduct, ReadFeed } from '../reading/read-feed.js';
import type { Source } from '../sources/source.entity.js';
import { FeedFetcher, isFetched, removed, unreadable } from './feed-fetcher.js';
import type { ImportFailure, ImportOpening, ImportReading, OpenImport } from './import-reading.js';
import { RecentFeeds } from './recent-feeds.js';

const productsAtOnce = 50;
/** Stands in the list of an import's pages for the products that were not read. */
const moreProducts = 'product:more';

/** The products of a feed as pages of their own. */
@Injectable()
export class FeedImport {
  /** Of feeds that were read a moment ago, so that each slice of an import is given the same. */
  private readonly opened = new WeakMap<ReadFeed, OpenImport>();

  constructor(
    private readonly fetcher: FeedFetcher,
    private readonly files: FileService,
    private readonly recent: RecentFeeds,
    private readonly extraction: ExtractionPool,
  ) {}

  async open(
    scope: StoreScope,
    source: Source,
    ingest: Ingest,
    signal: AbortSignal,
  ): Promise<ImportOpening> {
    const file = await this.fetcher.find(scope, source, ingest, signal);
    if ('code' in file || 'waitMs' in file) return file;
    const feed = await this.read(scope, { source, ingest, file }, signal);
    return 'code' in feed ? feed : this.openOnce(feed, file.createdAt, source.maxPages);
  }

  private openOnce(feed: ReadFeed, fetchedAt: Date, mostRows: number): OpenImport {
    const open = this.opened.get(feed) ?? opened(feed, fetchedAt, mostRows);
    this.opened.set(feed, open);
    return open;
  }

  private async read(
    scope: StoreScope,
    { source, ingest, file: { id, ...file } }: { source: Source; ingest: Ingest; file: StoredFile },
    signal: AbortSignal,
  ): Promise<ReadFeed | ImportFailure> {
    const key = `${ingest.id} ${id}`;
    const recent = this.recent.get(key);
    if (recent !== null) return recent;
    const bytes = await this.files.findBytes(scope, id);
    if (bytes === null) return removed;
    const { type, contentType } = file;
    const base = isFetched(source) ? source.url : null;
    const raw = { type, contentType, bytes, name: base ?? file.name };
    const feed = { file: raw, base, maxProducts: source.maxPages };
    const reading = await this.extraction.readFeed(feed, signal);
    if (reading.outcome !== 'read') return unreadable(raw.name, reading);
    this.recent.keep(key, reading);
    return reading;
  }
}

function opened({ products, hasMore }: ReadFeed, fetchedAt: Date, mostRows: number): OpenImport {
  const byUrl = new Map(products.map((product) => [product.url, product]));
  const more = `only the first ${mostRows} rows were read, ${products.length} products; give the others as a feed of their own`;
  return {
    urls: [...byUrl.keys(), ...(hasMore ? [moreProducts] : [])],
    atOnce: productsAtOnce,
    read: async (url) => readingOf(byUrl.get(url), more, fetchedAt),
  };
}

function readingOf(found: FeedProduct | undefined, more: string, fetchedAt: Date): ImportReading {
  if (found === undefined)
    return { kind: 'ended', result: { outcome: 'over_limit', detail: more } };
  const { title, markdown, product } = found;
  const nothing = { description: null, language: null };
  return {
    kind: 'text',
    text: { ...nothing, title, markdown, kind: 'product', products: [product], fetchedAt },
  };
}
