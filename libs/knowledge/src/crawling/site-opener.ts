import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { FoundPage } from '../frontier/frontier.repository.js';
import { FrontierService } from '../frontier/frontier.service.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import { type CrawledSite, crawledSite } from './crawled-site.js';
import { HostGate } from './fetching/host-gate.js';
import { SiteSurvey } from './site-survey.js';

/** Gives each slice its website, surveying it in the first one. A site that cannot be surveyed fails the ingest. */
@Injectable()
export class SiteOpener {
  constructor(
    private readonly connections: StoreConnections,
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
    const survey = await this.survey.survey(ingest.url ?? '', signal);
    if (survey.outcome === 'failed') {
      await this.stepper.fail(scope, ingest.id, survey.code, survey.detail);
      return null;
    }
    const { siteUrl, robotsTxt, sitemapPages } = survey;
    const site = crawledSite({ ...ingest, siteUrl, robotsTxt });
    await this.connections.transaction(scope, async (tx) => {
      await this.stepper.noteSite(tx, ingest.id, { siteUrl, robotsTxt });
      if (site !== null) await this.frontier.offer(tx, ingest, startPages(site, sitemapPages));
    });
    return site;
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
