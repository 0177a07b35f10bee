import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { FoundPage } from '../frontier/frontier.repository.js';
import { FrontierService, maxRows } from '../frontier/frontier.service.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import { type CrawledSite, crawledSite } from './crawled-site.js';
import { RobotsReader } from './discovery/robots-reader.js';
import type { SitemapPage } from './discovery/sitemap-walker.js';
import { HostGate } from './fetching/host-gate.js';
import { SiteSurvey } from './site-survey.js';

/** As long as RFC 9309 lets a copy of robots.txt be used. */
const robotsMaxAgeMs = 24 * 3_600_000;
const pagesAtOnce = 1_000;

/**
 * Gives each slice its website, surveying it in the first one and reading its robots.txt again once a day. A site that
 * cannot be surveyed fails the ingest; one that asks for time is surveyed later.
 */
@Injectable()
export class SiteOpener {
  constructor(
    private readonly frontier: FrontierService,
    private readonly stepper: IngestStepper,
    private readonly survey: SiteSurvey,
    private readonly robots: RobotsReader,
    private readonly gate: HostGate,
  ) {}

  /** Null when there is nothing to crawl now: the ingest has failed, or goes on by its next nudge. */
  async open(scope: StoreScope, ingest: Ingest, signal: AbortSignal): Promise<CrawledSite | null> {
    const known = crawledSite(ingest);
    const site =
      known === null
        ? await this.surveyed(scope, ingest, signal)
        : await this.renewed(scope, known, signal);
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
    if (survey.outcome === 'later') {
      await this.stepper.again(scope, ingest.id, survey.delayMs);
      return null;
    }
    const { siteUrl, robotsTxt, sitemapPages } = survey;
    const found = { siteUrl, robotsTxt, robotsReadAt: new Date() };
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

  /** A robots.txt that cannot be read again goes on as it was: the site had said what it allows. */
  private async renewed(
    scope: StoreScope,
    site: CrawledSite,
    signal: AbortSignal,
  ): Promise<CrawledSite> {
    const { ingest } = site;
    const ageMs = Date.now() - (ingest.robotsReadAt?.getTime() ?? 0);
    if (ageMs < robotsMaxAgeMs || ingest.siteUrl === null) return site;
    const reading = await this.robots.read(new URL(ingest.siteUrl), signal);
    const robotsTxt = reading.outcome === 'read' ? reading.text : (ingest.robotsTxt ?? '');
    const found = { siteUrl: ingest.siteUrl, robotsTxt, robotsReadAt: new Date() };
    await this.stepper.noteSite(scope, ingest.id, found);
    return crawledSite({ ...ingest, ...found }) ?? site;
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
