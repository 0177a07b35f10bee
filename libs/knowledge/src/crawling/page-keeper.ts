import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { FoundPage, LeasedPage, PageResult } from '../frontier/frontier.repository.js';
import { FrontierService } from '../frontier/frontier.service.js';
import type { PageAddress, PageBatch } from '../pages/batches/page-batch.js';
import { type KnownCopies, PageBatches } from '../pages/batches/page-batches.service.js';
import type { PageText } from '../pages/page-text.js';
import type { CrawledSite } from './crawled-site.js';
import { leadsOf } from './discovery/found-pages.js';
import type { ExtractedPage } from './extraction/extract-page.js';
import type { PageReading } from './page-reader.js';
import { canonicalKey } from './plan-merges.js';

/** The version that was not modified has ended meanwhile: without it the page is asked for in full. */
const vanishedVersion = { delayMs: 0, detail: 'read again in full', isAsked: true, status: 304 };

/** A page with what reading it gave. */
export interface ReadPage {
  page: LeasedPage;
  reading: PageReading;
}
type Settled = Exclude<PageReading, { kind: 'again' }>;
type SettledPage = ReadPage & { reading: Settled };
type StoredPage = ReadPage & { reading: Exclude<Settled, { kind: 'ended' }> };

/** What became of the page, and where it leads; without a result it must be read again, in full. */
interface Written {
  result: PageResult | null;
  links: readonly string[];
  /** What was stored, or folded into another page. */
  text?: PageText;
}

type WrittenPage = readonly [LeasedPage, Written];

/** What pages are written to, and what is known of those that fold into others. */
interface Writing {
  pages: PageBatch;
  copies: KnownCopies;
}

/**
 * Writes what reading pages gave, together in one transaction: their texts, their outcomes and the links they lead to. A
 * page that another worker has finished meanwhile, or whose ingest was cleared, is left alone, so doing it twice is
 * harmless.
 */
@Injectable()
export class PageKeeper {
  constructor(
    private readonly connections: StoreConnections,
    private readonly frontier: FrontierService,
    private readonly batches: PageBatches,
  ) {}

  async keep(scope: StoreScope, site: CrawledSite, read: readonly ReadPage[]): Promise<void> {
    for (const { page, reading } of read) {
      if (reading.kind === 'again') await this.frontier.postpone(scope, page.id, reading);
    }
    const settled = read.filter((one): one is SettledPage => one.reading.kind !== 'again');
    if (settled.length === 0) return;
    const found = await this.connections.transaction(scope, async (tx) => {
      const [open, copies] = await Promise.all([
        this.frontier.lockOpen(
          tx,
          settled.map(({ page }) => page.id),
        ),
        this.batches.findCopies(tx, site.sourceId, settled.flatMap(unmodifiedUrl)),
      ]);
      const still = settled.filter(({ page }) => open.has(page.id));
      return this.keepOpen(tx, site, await this.cutChains(tx, site, still), copies);
    });
    for (const { url } of found) site.offered.add(url);
  }

  /** A redirect that comes after too many others leads no further. */
  private async cutChains(
    tx: StoreScope,
    { ingest }: CrawledSite,
    read: readonly SettledPage[],
  ): Promise<SettledPage[]> {
    const moved = read.filter(isRedirect).map(({ page }) => page.url);
    if (moved.length === 0) return [...read];
    const late = await this.frontier.findLate(tx, ingest.id, moved);
    return read.map((one) => (isRedirect(one) && late.has(one.page.url) ? cutOff(one) : one));
  }

  /** Decides upon each page, then writes it all and ends the transaction. Returns where the pages lead. */
  private async keepOpen(
    tx: StoreScope,
    site: CrawledSite,
    read: readonly SettledPage[],
    copies: KnownCopies,
  ): Promise<FoundPage[]> {
    const endings = read.flatMap(({ page, reading }) =>
      reading.kind === 'ended' ? [[page, reading] as const] : [],
    );
    const stored = read.filter((one): one is StoredPage => one.reading.kind !== 'ended');
    const batch = stored.length === 0 ? null : await this.begin(tx, site, stored, copies);
    const texts =
      batch === null ? [] : await this.store(tx, site, { pages: batch, copies }, stored);
    const written = [...endings, ...texts];
    const found = foundOf(site, written);
    await this.connections.last(tx, [
      ...(batch === null ? [] : [batch.flush(tx), this.noteCopies(tx, site, copies, texts)]),
      ...written.flatMap(([{ id }, { result }]) =>
        result === null ? this.frontier.postpone(tx, id, vanishedVersion) : [],
      ),
      this.frontier.finish(tx, resultsOf(written)),
      this.frontier.offer(tx, site.ingest, found),
    ]);
    return found;
  }

  private begin(
    tx: StoreScope,
    { sourceId, ingest }: CrawledSite,
    stored: readonly StoredPage[],
    copies: KnownCopies,
  ): Promise<PageBatch> {
    const repeated = [...copies].map(([url, { contentHash }]) => ({ url, contentHash }));
    const addresses = [...stored.map(addressOf), ...repeated];
    return this.batches.begin(tx, { sourceId, addresses }, ingest.releaseNumber);
  }

  private async store(
    tx: StoreScope,
    site: CrawledSite,
    writing: Writing,
    read: readonly StoredPage[],
  ): Promise<WrittenPage[]> {
    const written: WrittenPage[] = [];
    for (const { page, reading } of writing.pages.inOrder(read, addressOf)) {
      written.push([page, await this.write(tx, site, writing, page, reading)]);
    }
    return written;
  }

  private noteCopies(
    tx: StoreScope,
    { sourceId }: CrawledSite,
    copies: KnownCopies,
    written: readonly WrittenPage[],
  ): Promise<void> {
    const ofOutcome = (isFolded: boolean) =>
      written.filter(([, { result }]) => (result?.outcome === 'duplicate') === isFolded);
    return this.batches.noteCopies(tx, sourceId, {
      // what was taken from a copy stands there already
      folded: ofOutcome(true).flatMap(([{ url }, { text }]) =>
        copies.has(url) ? [] : (text ?? []),
      ),
      own: ofOutcome(false).flatMap(([, { text }]) => (text === undefined ? [] : [text.url])),
    });
  }

  private async write(
    tx: StoreScope,
    site: CrawledSite,
    { pages, copies }: Writing,
    { url }: LeasedPage,
    reading: StoredPage['reading'],
  ): Promise<Written> {
    const { sourceId } = site;
    const { fetchedAt, status, kind } = reading;
    if (kind === 'text') {
      const { page, validators, detail = null } = reading;
      const text = { ...textOf(page), ...validators, sourceId, url, fetchedAt };
      return this.storeText(tx, site, pages, text, { status, detail });
    }
    const kept = await this.goOn(tx, site, pages, { url, fetchedAt, status });
    const copy = copies.get(url);
    if (kept !== null || copy === undefined) return kept ?? { result: null, links: [] };
    const text = { ...copy, sourceId, url, fetchedAt };
    return this.storeText(tx, site, pages, text, { status, detail: null });
  }

  private async goOn(
    tx: StoreScope,
    { ingest }: CrawledSite,
    pages: PageBatch,
    { url, fetchedAt, status }: { url: string; fetchedAt: Date; status: number },
  ): Promise<Written | null> {
    const kept = pages.goOn({ url, fetchedAt });
    if (kept === null) return null;
    const { title, canonicalUrl, links } = kept;
    const result = await this.frontier.settle(tx, ingest.id, { ...kept, url });
    const seen = { title, fetchedAt, httpStatus: status, canonicalUrl };
    const key = canonicalKey(url, canonicalUrl);
    return { result: { ...result, ...seen, canonicalKey: key }, links };
  }

  private async storeText(
    tx: StoreScope,
    { ingest }: CrawledSite,
    pages: PageBatch,
    text: PageText,
    { status, detail }: { status: number; detail: string | null },
  ): Promise<Written> {
    const { url, title, fetchedAt, canonicalUrl = null, links = [] } = text;
    const stored = pages.store(text);
    const settled = await this.frontier.settle(tx, ingest.id, { ...stored, url });
    const seen = { title, fetchedAt, httpStatus: status, canonicalUrl };
    const key = canonicalKey(url, canonicalUrl);
    const result = { ...settled, ...seen, canonicalKey: key, detail: settled.detail ?? detail };
    return { result, links, text };
  }
}

const unmodifiedUrl = ({ page: { url }, reading }: SettledPage): string[] =>
  reading.kind === 'unmodified' ? [url] : [];

const isRedirect = ({ reading }: SettledPage): boolean =>
  reading.kind === 'ended' && reading.result.outcome === 'redirected';

function cutOff({ page, reading }: SettledPage): SettledPage {
  const detail = 'it is reached by redirects and only leads on';
  const { fetchedAt = null } = reading.kind === 'ended' ? reading.result : reading;
  const result = { outcome: 'too_many_redirects', detail, fetchedAt } as const;
  return { page, reading: { kind: 'ended', result, links: [] } };
}

const resultsOf = (written: readonly WrittenPage[]): Map<string, PageResult> =>
  new Map(written.flatMap(([{ id }, { result }]) => (result === null ? [] : [[id, result]])));

/** Where pages lead, each address once and at its least depth. */
function foundOf(site: CrawledSite, written: readonly WrittenPage[]): FoundPage[] {
  const found = new Map<string, FoundPage>();
  for (const [page, { result, links }] of written) {
    if (result === null) continue;
    for (const one of leadsOf(site, page, { links, isRedirect: result.outcome === 'redirected' })) {
      if (one.depth < (found.get(one.url)?.depth ?? Infinity)) found.set(one.url, one);
    }
  }
  return [...found.values()];
}

const addressOf = ({ page: { url }, reading }: StoredPage): PageAddress => ({
  url,
  contentHash: reading.kind === 'text' ? reading.page.contentHash : undefined,
});

function textOf(page: ExtractedPage) {
  const { title, description, language, markdown, kind, products, canonicalUrl, links } = page;
  const { contentHash, blockHashes, nearKeys } = page;
  const said = { title, description, language, markdown, kind, products, canonicalUrl, links };
  return { ...said, contentHash, blockHashes, nearKeys };
}
