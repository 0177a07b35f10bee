import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { FoundPage } from '../frontier/frontier.repository.js';
import { FrontierService } from '../frontier/frontier.service.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import { type CrawledSite, crawledSite } from './crawled-site.js';
import { RobotsReader } from './discovery/robots-reader.js';
import { HostGate } from './fetching/host-gate.js';
import { SiteSurvey } from './site-survey.js';

/** As long as RFC 9309 lets a copy of robots.txt be used. */
const robotsMaxAgeMs = 24 * 3_600_000;

/**
 * Gives each slice its website, surveying it in the first one and reading its robots.txt again once a day. A site that
 * cannot be surveyed fails the ingest; one that asks for time is surveyed later.
 */
@Injectable()
export class SiteOpener {
  constructor(
    private readonly connections: StoreConnections,
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
    const survey = await this.survey.survey(ingest.url ?? '', signal);
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
    await this.connections.transaction(scope, async (tx) => {
      await this.stepper.noteSite(tx, ingest.id, found);
      if (site !== null) await this.frontier.offer(tx, ingest, startPages(site, sitemapPages));
    });
    return site;
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

function startPages({ scope, robots }: CrawledSite, sitemapPages: readonly string[]): FoundPage[] {
  const urls = sitemapPages.map((url) => scope.pageUrl(url)).filter((url) => url !== null);
  return [...new Set(urls)].map((url) => ({
    url,
    depth: 1,
    outcome: robots.isAllowed(url) ? undefined : 'blocked_by_robots',
  }));
}
