import { robotsAgent } from '../fetching/site-fetcher.js';
import { parseRobots, type RobotsRule } from './parse-robots.js';
import { comparablePath, matchesPattern } from './robots-pattern.js';

/** Characters that may be searched for one answer, some 20 ms; thousands of real rules need a hundredth of it. */
const maxWork = 4_000_000;

/**
 * What a site's robots.txt allows us: RFC 9309 as Google's matcher decides it. The longest rule that matches wins, and
 * Allow wins a tie. An empty text allows everything; it also stands for a robots.txt that is missing (4xx).
 */
export class RobotsRules {
  /** Zero where the file asks for none. */
  readonly crawlDelayMs: number;
  /** As written in the file; they may be foreign or broken. */
  readonly sitemaps: readonly string[];
  private readonly rules: readonly RobotsRule[];

  constructor(text: string, agent = robotsAgent) {
    const { rules, crawlDelayMs, sitemaps } = parseRobots(text, agent);
    this.crawlDelayMs = crawlDelayMs;
    this.sitemaps = sitemaps;
    this.rules = rules.toSorted(byWeight);
  }

  isAllowed(url: string): boolean {
    const { pathname, search } = new URL(url);
    const path = comparablePath(`${pathname}${search}`);
    let work = 0;
    for (const { pattern, isAllowing } of this.rules) {
      if (matchesPattern(path, pattern)) return isAllowing;
      if (pattern.parts.length > 1)
        work += (pattern.parts.length + pattern.length / 32) * path.length;
      // Rules that take this long to decide are hostile; not reading the page is always polite.
      if (work > maxWork) return false;
    }
    return true;
  }
}

function byWeight(one: RobotsRule, other: RobotsRule): number {
  return (
    other.pattern.length - one.pattern.length || Number(other.isAllowing) - Number(one.isAllowing)
  );
}
