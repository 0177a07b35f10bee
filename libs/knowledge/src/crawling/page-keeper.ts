import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { FoundPage, LeasedPage, PageResult } from '../frontier/frontier.repository.js';
import { FrontierService } from '../frontier/frontier.service.js';
import type { PageText } from '../pages/page.repository.js';
import { PageService } from '../pages/page.service.js';
import type { CrawledSite } from './crawled-site.js';
import type { PageReading } from './page-reader.js';
import { canonicalKey } from './plan-merges.js';

/** The version that was not modified has ended meanwhile: without it the page is asked for in full. */
const vanishedVersion = { delayMs: 0, detail: 'read again in full', isAsked: true };
/** For the links of one page; honest rules take a hundredth of it. */
const longestLookMs = 50;

/**
 * Writes what reading a page gave, in one transaction: its text, its outcome and the links it leads to. A page that
 * another worker has finished meanwhile, or whose ingest was cleared, is left alone, so doing it twice is harmless.
 */
@Injectable()
export class PageKeeper {
  constructor(
    private readonly connections: StoreConnections,
    private readonly frontier: FrontierService,
    private readonly pages: PageService,
  ) {}

  async keep(
    scope: StoreScope,
    site: CrawledSite,
    page: LeasedPage,
    reading: PageReading,
  ): Promise<void> {
    if (reading.kind === 'again') {
      await this.frontier.postpone(scope, page.id, reading);
      return;
    }
    const found = await this.connections.transaction(scope, async (tx) => {
      if (!(await this.frontier.lockOpen(tx, page.id))) return [];
      const { result, links } = await this.write(tx, site, page, reading);
      if (result === null) {
        await this.frontier.postpone(tx, page.id, vanishedVersion);
        return [];
      }
      await this.frontier.finish(tx, page.id, result);
      const pages = foundPages(site, page, links, result.outcome === 'redirected');
      await this.frontier.offer(tx, site.ingest, pages);
      return pages;
    });
    for (const { url } of found) site.offered.add(url);
  }

  /** What became of the page, and where it leads; without a result it must be read again, in full. */
  private async write(
    tx: StoreScope,
    site: CrawledSite,
    page: LeasedPage,
    reading: Exclude<PageReading, { kind: 'again' }>,
  ): Promise<{ result: PageResult | null; links: readonly string[] }> {
    if (reading.kind === 'ended') return reading;
    if (reading.kind === 'text') {
      return { result: await this.store(tx, site, page, reading), links: reading.page.links };
    }
    return this.goOn(tx, site, page, reading.fetchedAt);
  }

  private async goOn(tx: StoreScope, site: CrawledSite, { url }: LeasedPage, fetchedAt: Date) {
    const { ingest, sourceId } = site;
    const kept = await this.pages.keep(tx, { sourceId, url, fetchedAt }, ingest.releaseNumber);
    if (kept === null) return { result: null, links: [] };
    const { title, canonicalUrl, links } = kept;
    const result = await this.frontier.settle(tx, ingest.id, { ...kept, url });
    const seen = { title, fetchedAt, httpStatus: 304, canonicalUrl };
    const key = canonicalKey(url, canonicalUrl);
    return { result: { ...result, ...seen, canonicalKey: key }, links };
  }

  private async store(
    tx: StoreScope,
    { ingest, sourceId }: CrawledSite,
    { url }: LeasedPage,
    reading: Extract<PageReading, { kind: 'text' }>,
  ): Promise<PageResult> {
    const { page, status, fetchedAt, validators, detail = null } = reading;
    const { title } = page;
    const isAskable = validators.etag !== null || validators.lastModified !== null;
    const text: PageText = {
      sourceId,
      url,
      title,
      description: page.description,
      language: page.language,
      markdown: page.markdown,
      kind: page.kind,
      products: page.products,
      contentHash: page.contentHash,
      blockHashes: page.blockHashes,
      nearKeys: page.nearKeys,
      fetchedAt,
      ...validators,
      canonicalUrl: page.canonicalUrl,
      links: isAskable ? page.links : [],
    };
    const stored = await this.pages.store(tx, text, ingest.releaseNumber);
    const result = await this.frontier.settle(tx, ingest.id, { ...stored, url });
    return {
      ...result,
      title,
      fetchedAt,
      httpStatus: status,
      canonicalUrl: page.canonicalUrl,
      canonicalKey: canonicalKey(url, page.canonicalUrl),
      detail: result.detail ?? detail,
    };
  }
}

function foundPages(
  { ingest, scope, robots, offered, maxDepth }: CrawledSite,
  { depth }: LeasedPage,
  links: readonly string[],
  isRedirect: boolean,
): FoundPage[] {
  if (ingest.kind === 'refresh' && !isRedirect) return [];
  const urls = links.map((link) => scope.pageUrl(link)).filter((url) => url !== null);
  const fresh = new Set(urls.filter((url) => !offered.has(url)));
  const found = isRedirect ? depth : depth + 1;
  if (maxDepth !== null && found > maxDepth) return [];
  // Asked again when a page is read, so hostile rules and thousands of links cannot hold the event loop here.
  const until = performance.now() + longestLookMs;
  const isForbidden = (url: string) => performance.now() < until && !robots.isAllowed(url);
  return [...fresh].map((url) => ({
    url,
    depth: found,
    outcome: isForbidden(url) ? 'blocked_by_robots' : undefined,
  }));
}
