import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ExtractionPool } from '../crawling/extraction/extraction-pool.js';
import { FileService } from '../files/file.service.js';
import type { StoredFile } from '../files/stored-file.entity.js';
import type { PageResult } from '../frontier/frontier.repository.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import type { LeftOutRows } from '../reading/left-out-rows.js';
import type { FeedProduct, ReadFeed } from '../reading/read-feed.js';
import type { Source } from '../sources/source.entity.js';
import { SourceService } from '../sources/source.service.js';
import { FeedFetcher, isFetched, removed, unreadable } from './feed-fetcher.js';
import type { ImportFailure, ImportOpening, ImportReading, OpenImport } from './import-reading.js';
import { RecentFeeds } from './recent-feeds.js';

const productsAtOnce = 50;
/** Stand in the list of an import's pages for the products and rows that were not read. */
const moreProducts = 'product:more';
const leftOut = ({ reason }: LeftOutRows) => `product:${reason}`;

/** The products of a feed as pages of their own. */
@Injectable()
export class FeedImport {
  /** Of feeds that were read a moment ago, so that each slice of an import is given the same. */
  private readonly opened = new WeakMap<ReadFeed, OpenImport>();

  constructor(
    private readonly fetcher: FeedFetcher,
    private readonly files: FileService,
    private readonly sources: SourceService,
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
    const isOnWeb = isFetched(source);
    const raw = { type, contentType, bytes, name: isOnWeb ? source.url : file.name };
    const base = isOnWeb ? source.url : await this.sources.findOnlyWebsite(scope);
    const feed = { file: raw, address: source.url, base, maxProducts: source.maxPages };
    const reading = await this.extraction.readFeed(feed, signal);
    if (reading.outcome !== 'read') return unreadable(raw.name, reading);
    this.recent.keep(key, reading);
    return reading;
  }
}

function opened(feed: ReadFeed, fetchedAt: Date, mostRows: number): OpenImport {
  const { products } = feed;
  const byUrl = new Map(products.map((product) => [product.url, product]));
  const unread = new Map<string, PageResult>(
    feed.leftOut.map((rows) => [leftOut(rows), { outcome: 'empty', detail: rows.detail }]),
  );
  if (feed.hasMore) {
    const detail = `only the first ${mostRows} rows were read, ${products.length} products; give the others as a feed of their own`;
    unread.set(moreProducts, { outcome: 'over_limit', detail });
  }
  return {
    urls: [...byUrl.keys(), ...unread.keys()],
    atOnce: productsAtOnce,
    read: async (url) => readingOf(byUrl.get(url), unread.get(url) ?? gone, fetchedAt),
  };
}

/** Offered by a slice before the feed was changed. */
const gone: PageResult = { outcome: 'empty', detail: 'removed before it was read' };

function readingOf(
  found: FeedProduct | undefined,
  unread: PageResult,
  fetchedAt: Date,
): ImportReading {
  if (found === undefined) return { kind: 'ended', result: unread };
  const { link, title, markdown, product } = found;
  const nothing = { description: null, language: null };
  return {
    kind: 'text',
    text: { ...nothing, link, title, markdown, kind: 'product', products: [product], fetchedAt },
  };
}
