import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { ExtractionPool } from '../crawling/extraction/extraction-pool.js';
import { SiteFetcher } from '../crawling/fetching/site-fetcher.js';
import { FileService } from '../files/file.service.js';
import type { StoredFile } from '../files/stored-file.entity.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import type { FeedProduct } from '../reading/read-feed.js';
import type { Source } from '../sources/source.entity.js';
import type { ImportFailure, ImportReading, OpenImport } from './import-reading.js';

const maxFeedBytes = 20 * 1024 * 1024;
const deadlineMs = 60_000;
const productsAtOnce = 50;
/** Stands in the list of an import's pages for the products that were not read. */
const moreProducts = 'product:more';

/** The products of a feed as pages of their own. A feed with an address is fetched once for each import, then as stored. */
@Injectable()
export class FeedImport {
  constructor(
    private readonly connections: StoreConnections,
    private readonly files: FileService,
    private readonly fetcher: SiteFetcher,
    private readonly extraction: ExtractionPool,
  ) {}

  async open(
    scope: StoreScope,
    source: Source,
    ingest: Ingest,
    signal: AbortSignal,
  ): Promise<OpenImport | ImportFailure> {
    const isFetched = /^https?:/.test(source.url);
    const [stored = null] = await this.files.findAll(scope, source.id);
    const isThere = stored !== null && (!isFetched || stored.name === ingest.id);
    const file = isThere ? stored : await this.fetch(scope, source, ingest, signal);
    if ('code' in file) return file;
    const bytes = await this.files.findBytes(scope, file.id);
    if (bytes === null) return unreadable('it was removed before it was read');
    const { type, contentType, createdAt } = file;
    const name = isFetched ? source.url : file.name;
    const base = isFetched ? source.url : null;
    const raw = { file: { name, type, contentType, bytes }, base, maxProducts: source.maxPages };
    const reading = await this.extraction.readFeed(raw, signal);
    if (reading.outcome !== 'read') return unreadable(`${reading.outcome}, ${reading.detail}`);
    return opened(reading.products, reading.hasMore, createdAt);
  }

  /** Under the name of the ingest, by which its next slice knows it. */
  private async fetch(
    scope: StoreScope,
    { id, url }: Source,
    ingest: Ingest,
    signal: AbortSignal,
  ): Promise<StoredFile | ImportFailure> {
    if (!/^https?:/.test(url)) return unreadable('it was removed before it was read');
    const options = { accept: 'any', maxBytes: maxFeedBytes, atCap: 'refuse', deadlineMs } as const;
    const fetched = await this.fetcher.fetch(new URL(url), options, signal);
    if (fetched.outcome !== 'fetched') return unreadable(`${fetched.outcome}, ${fetched.detail}`);
    const { body: bytes, contentType } = fetched;
    return this.connections.transaction(scope, (tx) =>
      this.files.replace(tx, id, { name: ingest.id, contentType, bytes }),
    );
  }
}

function opened(products: readonly FeedProduct[], hasMore: boolean, fetchedAt: Date): OpenImport {
  const byUrl = new Map(products.map((product) => [product.url, product]));
  return {
    urls: [...byUrl.keys(), ...(hasMore ? [moreProducts] : [])],
    atOnce: productsAtOnce,
    read: async (url) => readingOf(byUrl.get(url), products.length, fetchedAt),
  };
}

function readingOf(found: FeedProduct | undefined, count: number, fetchedAt: Date): ImportReading {
  if (found === undefined) {
    const detail = `only the first ${count} products were read; give the others as a feed of their own`;
    return { kind: 'ended', result: { outcome: 'over_limit', detail } };
  }
  const { title, markdown, product } = found;
  const nothing = { description: null, language: null };
  return {
    kind: 'text',
    text: { ...nothing, title, markdown, kind: 'product', products: [product], fetchedAt },
  };
}

const unreadable = (why: string): ImportFailure => ({
  code: 'KNOWLEDGE_FEED_UNREADABLE',
  detail: `The product feed could not be read: ${why}. What was live stays.`,
});
