import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { FoundPage, LeasedPage, PageResult } from '../frontier/frontier.repository.js';
import { FrontierService } from '../frontier/frontier.service.js';
import type { PageText } from '../pages/page.repository.js';
import { PageService } from '../pages/page.service.js';
import type { CrawledSite } from './crawled-site.js';
import type { PageReading } from './page-reader.js';
import { canonicalKey } from './plan-merges.js';

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
    const found = foundPages(site, page, reading);
    await this.connections.transaction(scope, async (tx) => {
      if (!(await this.frontier.lockOpen(tx, page.id))) return;
      const result =
        reading.kind === 'text' ? await this.store(tx, site, page, reading) : reading.result;
      await this.frontier.finish(tx, page.id, result);
      await this.frontier.offer(tx, site.ingest, found);
    });
    for (const { url } of found) site.offered.add(url);
  }

  private async store(
    tx: StoreScope,
    { ingest, sourceId }: CrawledSite,
    { url }: LeasedPage,
    { page, status, fetchedAt }: Extract<PageReading, { kind: 'text' }>,
  ): Promise<PageResult> {
    const { title, contentHash } = page;
    const text: PageText = {
      sourceId,
      url,
      title,
      description: page.description,
      language: page.language,
      markdown: page.markdown,
      kind: page.kind,
      products: page.products,
      contentHash,
      blockHashes: page.blockHashes,
      nearKeys: page.nearKeys,
      fetchedAt,
    };
    const stored = await this.pages.store(tx, text, ingest.releaseNumber);
    return {
      ...stored,
      title,
      fetchedAt,
      httpStatus: status,
      canonicalUrl: page.canonicalUrl,
      canonicalKey: canonicalKey(url, page.canonicalUrl),
      detail: stored.duplicateOf === undefined ? null : `same text as ${stored.duplicateOf}`,
    };
  }
}

function foundPages(
  { scope, robots, offered, maxDepth }: CrawledSite,
  { depth }: LeasedPage,
  reading: Exclude<PageReading, { kind: 'again' }>,
): FoundPage[] {
  const isRedirect = reading.kind === 'ended' && reading.result.outcome === 'redirected';
  const links = reading.kind === 'text' ? reading.page.links : reading.links;
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
