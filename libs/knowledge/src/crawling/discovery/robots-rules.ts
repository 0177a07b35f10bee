import * as robotsParserModule from 'robots-parser';

import { robotsAgent } from '../fetching/site-fetcher.js';
import { normalRobots } from './normal-robots.js';

type RobotsParser = (
  url: string,
  robots: string,
) => {
  isAllowed(url: string, agent: string): boolean | undefined;
  getCrawlDelay(agent: string): number | undefined;
  getSitemaps(): string[];
};

// A CommonJS function whose types claim an ES default export; both shapes occur, by the loader.
const exported = robotsParserModule.default as unknown;
const robotsParser = (
  typeof exported === 'function' ? exported : (exported as { default: unknown }).default
) as RobotsParser;

/**
 * What a site's robots.txt allows us (RFC 9309), after Google's reading of odd lines. An empty text allows everything;
 * it also stands for a robots.txt that is missing (4xx).
 */
export class RobotsRules {
  readonly crawlDelayMs: number;
  /** As written in the file; they may be foreign or broken. */
  readonly sitemaps: readonly string[];
  private readonly rules: ReturnType<RobotsParser>;

  constructor(robotsUrl: string, text: string) {
    this.rules = robotsParser(robotsUrl, normalRobots(text));
    this.crawlDelayMs = Math.max(0, (this.rules.getCrawlDelay(robotsAgent) ?? 0) * 1_000);
    this.sitemaps = this.rules.getSitemaps();
  }

  isAllowed(url: string): boolean {
    return this.rules.isAllowed(url, robotsAgent) !== false;
  }
}
