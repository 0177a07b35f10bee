import { Injectable } from '@nestjs/common';

import { RobotsReader } from './discovery/robots-reader.js';
import { RobotsRules } from './discovery/robots-rules.js';
import type { FetchFailure, FetchResult } from './fetching/fetch-result.js';
import { HostGate } from './fetching/host-gate.js';
import { SiteFetcher } from './fetching/site-fetcher.js';
import { untilAnswered } from './fetching/until-answered.js';
import { type FailedSurvey, robotsFailure, startFailure, unreachable } from './survey-failure.js';

export type Survey =
  | { outcome: 'surveyed'; siteUrl: string; robotsTxt: string }
  | FailedSurvey
  /** The site asked to be left alone for a while; `failure` is what it is where that has no end. */
  | { outcome: 'later'; delayMs: number; failure: FailedSurvey };

interface Forbidden {
  outcome: 'blocked_by_robots';
}

const deadlineMs = 15_000;
const maxHostChanges = 3;
const hopeless: readonly string[] = ['refused_address', 'unreachable', 'timeout', 'bad_response'];

/**
 * What must be known of a site before its pages are read: the host it is really served on, and that host's robots.txt.
 * Only requests what robots.txt allows; a robots.txt that cannot be had for a passing reason forbids all.
 */
@Injectable()
export class SiteSurvey {
  constructor(
    private readonly fetcher: SiteFetcher,
    private readonly robots: RobotsReader,
    private readonly gate: HostGate,
  ) {}

  async survey(startUrl: string, signal: AbortSignal): Promise<Survey> {
    let url = new URL(startUrl);
    for (let hosts = 0; hosts <= maxHostChanges; hosts += 1) {
      const reading = await this.robots.read(url, signal);
      if (reading.outcome === 'unavailable') return orLater(reading.failure, robotsFailure);
      const robots = new RobotsRules(reading.text);
      this.gate.setDelay(url.host, robots.crawlDelayMs);
      const start = await this.start(url, robots, signal);
      const failure = asHopeless(start);
      if (failure !== null) return orLater(failure, startFailure);
      const elsewhere = start.outcome === 'off_scope' ? start.location : null;
      if (elsewhere === null) {
        const siteUrl = start.outcome === 'fetched' ? start.url : url.href;
        return { outcome: 'surveyed', siteUrl, robotsTxt: reading.text };
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
    return untilAnswered(() => this.fetcher.fetch(url, options, signal), signal);
  }
}

/** The start page's other outcomes are told by its own row; pages of a sitemap may still be read. */
function asHopeless(result: FetchResult | Forbidden): FetchFailure | null {
  if (result.outcome === 'blocked_by_robots' || result.outcome === 'fetched') return null;
  return hopeless.includes(result.outcome) ? result : null;
}

function orLater(failure: FetchFailure, explain: (failure: FetchFailure) => FailedSurvey): Survey {
  const { retryAfterMs } = failure;
  const failed = explain(failure);
  return retryAfterMs === null
    ? failed
    : { outcome: 'later', delayMs: retryAfterMs, failure: failed };
}
