import { setTimeout as sleep } from 'node:timers/promises';

import { Injectable } from '@nestjs/common';

import { RobotsRules } from './discovery/robots-rules.js';
import { SiteScope } from './discovery/site-scope.js';
import { type SitemapPage, SitemapWalker } from './discovery/sitemap-walker.js';
import { cleanText } from './extraction/clean-text.js';
import type { FetchFailure, FetchResult } from './fetching/fetch-result.js';
import { HostGate } from './fetching/host-gate.js';
import { SiteFetcher } from './fetching/site-fetcher.js';

export type Survey =
  | { outcome: 'surveyed'; siteUrl: string; robotsTxt: string; sitemapPages: SitemapPage[] }
  | { outcome: 'failed'; code: string; detail: string };

interface Forbidden {
  outcome: 'blocked_by_robots';
}

/** RFC 9309 asks for 500 KiB at least. */
const robotsBytes = 512 * 1024;
const deadlineMs = 15_000;
const maxHostChanges = 3;
/** Pauses before a second and third try at a site that does not answer. */
const pausesMs = [500, 1_500];
/** Where sitemaps are found that robots.txt does not name. */
const usualSitemaps = ['/sitemap.xml', '/sitemap_index.xml'];

const passing: readonly FetchResult['outcome'][] = ['unreachable', 'timeout', 'bad_response'];

/**
 * What must be known of a site before its pages are read: the host it is really served on, its robots.txt and the pages
 * of its sitemaps. Only requests what robots.txt allows; a robots.txt that cannot be had for a passing reason forbids all.
 */
@Injectable()
export class SiteSurvey {
  constructor(
    private readonly fetcher: SiteFetcher,
    private readonly sitemaps: SitemapWalker,
    private readonly gate: HostGate,
  ) {}

  /** At most `maxUrls` pages are taken from sitemaps. */
  async survey(startUrl: string, maxUrls: number, signal: AbortSignal): Promise<Survey> {
    let url = new URL(startUrl);
    for (let hosts = 0; hosts <= maxHostChanges; hosts += 1) {
      const robotsTxt = await this.robotsTxt(url, signal);
      if (typeof robotsTxt !== 'string') return failed(robotsTxt);
      const robots = new RobotsRules(robotsUrl(url), robotsTxt);
      this.gate.setDelay(url.host, robots.crawlDelayMs);
      const start = await this.start(url, robots, signal);
      const hopeless = asHopeless(start);
      if (hopeless !== null) return failed(hopeless);
      const elsewhere = start.outcome === 'off_scope' ? start.location : null;
      if (elsewhere === null) {
        const siteUrl = start.outcome === 'fetched' ? start.url : url.href;
        const scope = new SiteScope(siteUrl, [new URL(startUrl).host]);
        const named = sitemapsOf(siteUrl, robots);
        const sitemapPages = await this.sitemaps.collect(named, { scope, maxUrls }, signal);
        return { outcome: 'surveyed', siteUrl, robotsTxt, sitemapPages };
      }
      url = new URL(elsewhere);
    }
    return unreachable(`${startUrl} redirects from host to host without end.`);
  }

  /** Where the start page leads; only the headers are waited for. */
  private start(
    url: URL,
    robots: RobotsRules,
    signal: AbortSignal,
  ): Promise<FetchResult | Forbidden> {
    if (!robots.isAllowed(url.href)) return Promise.resolve({ outcome: 'blocked_by_robots' });
    const mayFollow = (target: URL) => target.host === url.host;
    const options = {
      accept: 'any',
      maxBytes: 1,
      atCap: 'truncate',
      deadlineMs,
      mayFollow,
    } as const;
    return this.untilAnswered(() => this.fetcher.fetch(url, options, signal), signal);
  }

  /** The text of robots.txt, empty where there is none (4xx), or why it cannot be had. */
  private async robotsTxt(site: URL, signal: AbortSignal): Promise<string | FetchFailure> {
    const options = {
      accept: 'any',
      maxBytes: robotsBytes,
      atCap: 'truncate',
      deadlineMs,
    } as const;
    const url = new URL(robotsUrl(site));
    const result = await this.untilAnswered(() => this.fetcher.fetch(url, options, signal), signal);
    if (result.outcome === 'fetched') return cleanText(new TextDecoder().decode(result.body));
    const { outcome, status } = result;
    const isMissing = status !== null && status >= 400 && status < 500 && status !== 429;
    return isMissing || outcome === 'too_many_redirects' || outcome === 'blocked_by_wall'
      ? ''
      : result;
  }

  private async untilAnswered(
    request: () => Promise<FetchResult>,
    signal: AbortSignal,
  ): Promise<FetchResult> {
    let result = await request();
    for (const pauseMs of pausesMs) {
      if (!isPassing(result)) break;
      await sleep(pauseMs, undefined, { signal });
      result = await request();
    }
    return result;
  }
}

/** What robots.txt names, then the usual places where it does not forbid them. */
function sitemapsOf(siteUrl: string, robots: RobotsRules): string[] {
  const named = robots.sitemaps.map((sitemap) => URL.parse(sitemap, siteUrl)?.href ?? '');
  const usual = usualSitemaps.map((path) => new URL(path, siteUrl).href);
  return [...named, ...usual.filter((url) => robots.isAllowed(url))];
}

export function robotsUrl(site: URL): string {
  return new URL('/robots.txt', site.href).href;
}

function isPassing(result: FetchResult): boolean {
  if (result.outcome === 'http_error') return (result.status ?? 0) >= 500 || result.status === 429;
  return passing.includes(result.outcome);
}

/** The start page's other outcomes are told by its own row; pages of a sitemap may still be read. */
function asHopeless(result: FetchResult | Forbidden): FetchFailure | null {
  if (result.outcome === 'blocked_by_robots' || result.outcome === 'fetched') return null;
  const { outcome } = result;
  return outcome === 'refused_address' || passing.includes(outcome) ? result : null;
}

function failed({ outcome, detail, url }: FetchFailure): Survey {
  if (outcome === 'refused_address') {
    return {
      outcome: 'failed',
      code: 'KNOWLEDGE_URL_REFUSED',
      detail: `${url} cannot be crawled: ${detail}. Give the address of a public website.`,
    };
  }
  if (outcome === 'http_error') {
    return {
      outcome: 'failed',
      code: 'KNOWLEDGE_ROBOTS_UNAVAILABLE',
      detail: `${url}: ${detail}. Until its robots.txt answers, the website may not be read; start again when it does.`,
    };
  }
  return unreachable(`${url} cannot be reached: ${detail}.`);
}

function unreachable(what: string): Survey {
  const detail = `${what} Check the address and that the site is up, then start again.`;
  return { outcome: 'failed', code: 'KNOWLEDGE_SITE_UNREACHABLE', detail };
}
