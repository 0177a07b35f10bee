import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { FoundPage } from '../frontier/frontier.repository.js';
import { FrontierService, maxRows } from '../frontier/frontier.service.js';
import { inParts } from '../in-parts.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import type { CrawledSite } from './crawled-site.js';
import { foundPages } from './discovery/found-pages.js';
import { SitemapWalker } from './discovery/sitemap-walker.js';

/** Where sitemaps are found that robots.txt does not name. */
const usualSitemaps = ['/sitemap.xml', '/sitemap_index.xml'];
const pagesAtOnce = 1_000;
/** Of the frontier; the rest is for what pages link to, should the sitemap be out of date. */
const namedShare = 0.8;

/** Puts the pages that a site's sitemaps name into the frontier, once for an ingest. Safe to run twice. */
@Injectable()
export class SitemapOffer {
  constructor(
    private readonly sitemaps: SitemapWalker,
    private readonly frontier: FrontierService,
    private readonly stepper: IngestStepper,
  ) {}

  /** A part at a time, each known once it is written: the embedded database serves others in between. */
  async offer(scope: StoreScope, site: CrawledSite, signal: AbortSignal): Promise<void> {
    const { ingest } = site;
    const pages = await this.namedPages(site, signal);
    for (const some of inParts(pages, pagesAtOnce)) await this.frontier.offer(scope, ingest, some);
    await this.stepper.noteSite(scope, ingest.id, { sitemapsReadAt: new Date() });
  }

  private async namedPages(site: CrawledSite, signal: AbortSignal): Promise<FoundPage[]> {
    const { scope, ingest } = site;
    const bounds = { scope, maxUrls: Math.floor(maxRows(ingest.maxPages) * namedShare) };
    const named = await this.sitemaps.collect(sitemapsOf(site), bounds, signal);
    return foundPages(
      site,
      named.map((page) => ({ ...page, depth: 1 })),
    );
  }
}

/** What robots.txt names, then the usual places where it does not forbid them. */
function sitemapsOf({ robots, siteUrl }: CrawledSite): string[] {
  const named = robots.sitemaps.map((sitemap) => URL.parse(sitemap, siteUrl)?.href ?? '');
  const usual = usualSitemaps.map((path) => new URL(path, siteUrl).href);
  return [...named, ...usual.filter((url) => robots.isAllowed(url))];
}
