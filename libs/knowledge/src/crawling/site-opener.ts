import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { FoundPage } from '../frontier/frontier.repository.js';
import { FrontierService, maxRows } from '../frontier/frontier.service.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import { type CrawledSite, crawledSite } from './crawled-site.js';
import type { SitemapPage } from './discovery/sitemap-walker.js';
import { HostGate } from './fetching/host-gate.js';
import { SiteSurvey } from './site-survey.js';

const pagesAtOnce = 1_000;

/** Gives each slice its website, surveying it in the first one. A site that cannot be surveyed fails the ingest. */
@Injectable()
export class SiteOpener {
  constructor(
    private readonly frontier: FrontierService,
    private readonly stepper: IngestStepper,
    private readonly survey: SiteSurvey,
    private readonly gate: HostGate,
  ) {}

  /** Null when there is nothing to crawl: the ingest has failed. */
  async open(scope: StoreScope, ingest: Ingest, signal: AbortSignal): Promise<CrawledSite | null> {
    const site = crawledSite(ingest) ?? (await this.surveyed(scope, ingest, signal));
    if (site !== null) this.gate.setDelay(site.host, site.robots.crawlDelayMs);
    return site;
  }

  private async surveyed(
    scope: StoreScope,
    ingest: Ingest,
    signal: AbortSignal,
  ): Promise<CrawledSite | null> {
    const survey = await this.survey.survey(ingest.url ?? '', maxRows(ingest.maxPages), signal);
    if (survey.outcome === 'failed') {
      await this.stepper.fail(scope, ingest.id, survey.code, survey.detail);
      return null;
    }
    const { siteUrl, robotsTxt, sitemapPages } = survey;
    const found = { siteUrl, robotsTxt };
    const site = crawledSite({ ...ingest, ...found });
    if (site !== null) await this.offer(scope, ingest, startPages(site, sitemapPages));
    await this.stepper.noteSite(scope, ingest.id, found);
    return site;
  }

  /** A part at a time, each known once it is written: the embedded database serves others in between. */
  private async offer(scope: StoreScope, ingest: Ingest, pages: FoundPage[]): Promise<void> {
    for (let at = 0; at < pages.length; at += pagesAtOnce) {
      await this.frontier.offer(scope, ingest, pages.slice(at, at + pagesAtOnce));
    }
  }
}

/** The sitemaps were read without the rules of the source, which may fold addresses. */
function startPages({ scope, robots }: CrawledSite, pages: readonly SitemapPage[]): FoundPage[] {
  const found = new Map<string, FoundPage>();
  for (const { url: listed, lastmod } of pages) {
    const url = scope.pageUrl(listed);
    if (url === null || found.has(url)) continue;
    const outcome = robots.isAllowed(url) ? undefined : 'blocked_by_robots';
    found.set(url, { url, depth: 1, outcome, lastmod });
  }
  return [...found.values()];
}
