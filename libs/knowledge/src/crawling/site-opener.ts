import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Ingest } from '../ingests/ingest.entity.js';
import { IngestStepper } from '../ingests/ingest-stepper.js';
import { type CrawledSite, crawledSite, hostOf } from './crawled-site.js';
import { RobotsReader } from './discovery/robots-reader.js';
import { HostGate } from './fetching/host-gate.js';
import { SiteSurvey } from './site-survey.js';
import { SitemapOffer } from './sitemap-offer.js';
import { noUnknownAnswer } from './stand-ins/unknown-answer.js';

/** As long as RFC 9309 lets a copy of robots.txt be used. */
const robotsMaxAgeMs = 24 * 3_600_000;
/** Of an ingest whose site only asks to be left alone: longer than deployments and limits of a minute last. */
const mostSurveyMs = 8 * 60_000;

/**
 * Gives each slice its website, surveying it in the first one and reading its robots.txt again once a day. Each step is
 * noted before the next: between the requests of a crawl-delay a worker may well be stopped. A site that cannot be
 * surveyed fails the ingest; one that asks for time is surveyed later.
 */
@Injectable()
export class SiteOpener {
  constructor(
    private readonly stepper: IngestStepper,
    private readonly survey: SiteSurvey,
    private readonly sitemaps: SitemapOffer,
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
    if (site === null) return null;
    this.gate.setDelay(site.host, site.robots.crawlDelayMs);
    if (ingest.sitemapsReadAt === null && ingest.kind === 'crawl')
      await this.sitemaps.offer(scope, site, signal);
    return site;
  }

  /**
   * The website of a source as its last ingest knew it, by the rules of today, for a page that is asked for by itself. Null
   * before the first ingest has surveyed it.
   */
  async reopen(
    scope: StoreScope,
    sourceId: string,
    rules: Ingest['rules'],
    signal: AbortSignal,
  ): Promise<CrawledSite | null> {
    const ingest = await this.stepper.findSurveyed(scope, sourceId);
    const known = ingest && crawledSite({ ...ingest, rules });
    if (known === null) return null;
    const site = await this.renewed(scope, known, signal);
    this.gate.setDelay(site.host, site.robots.crawlDelayMs);
    // asking for what it says of unknown addresses would be a second request
    return { ...site, unknownAnswer: site.unknownAnswer ?? Promise.resolve(noUnknownAnswer) };
  }

  /** Keeps what reading pages taught about the site, for the next slice. */
  async note(scope: StoreScope, { ingest, unknownAnswer }: CrawledSite): Promise<void> {
    if (ingest.unknownAnswer !== null || unknownAnswer === null) return;
    await this.stepper.noteSite(scope, ingest.id, { unknownAnswer: await unknownAnswer });
  }

  private async surveyed(
    scope: StoreScope,
    ingest: Ingest,
    signal: AbortSignal,
  ): Promise<CrawledSite | null> {
    const survey = await this.survey.survey(ingest.url ?? '', signal);
    if (survey.outcome === 'later' && isYoung(ingest)) {
      await this.stepper.again(scope, ingest.id, survey.delayMs);
      return null;
    }
    if (survey.outcome !== 'surveyed') {
      const { code, detail } = survey.outcome === 'later' ? survey.failure : survey;
      await this.stepper.fail(scope, ingest.id, code, detail);
      return null;
    }
    const { siteUrl, robotsTxt } = survey;
    const found = { siteUrl, robotsTxt, robotsReadAt: new Date() };
    await this.stepper.noteSite(scope, ingest.id, found);
    if (hostOf({ ...ingest, ...found }) !== hostOf(ingest)) {
      // it is read in a turn of the host that serves it
      await this.stepper.again(scope, ingest.id);
      return null;
    }
    return crawledSite({ ...ingest, ...found });
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

const isYoung = ({ startedAt }: Ingest): boolean =>
  Date.now() - (startedAt?.getTime() ?? Date.now()) < mostSurveyMs;
