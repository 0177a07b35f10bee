import type { CrawlRules } from '../../sources/crawl-rules.js';
import {
  comparablePath,
  matchesPattern,
  parsePattern,
  type RobotsPattern,
} from './robots-pattern.js';

/** The rules of a source as they apply to one address, patterns taken apart once. */
export class UrlRules {
  private readonly include: RobotsPattern[];
  private readonly exclude: RobotsPattern[];
  /** Query parameters that are left in, whatever else is said of them. */
  readonly kept: ReadonlySet<string>;
  private readonly ignored: ReadonlySet<string>;

  constructor({ include, exclude, ignoreParameters, keepParameters }: CrawlRules) {
    this.include = include.map(parsePattern);
    this.exclude = exclude.map(parsePattern);
    this.kept = new Set(keepParameters);
    this.ignored = new Set(ignoreParameters);
  }

  /** The query without the parameters that tell no pages apart. */
  search({ search }: URL): string {
    if (this.ignored.size === 0) return search.slice(1);
    const pairs = search.slice(1).split('&');
    return pairs.filter((pair) => this.isKept(pair.split('=', 1)[0] ?? '')).join('&');
  }

  allow({ pathname, search }: URL): boolean {
    const path = comparablePath(`${pathname}${search}`);
    const matches = (pattern: RobotsPattern) => matchesPattern(path, pattern);
    return (this.include.length === 0 || this.include.some(matches)) && !this.exclude.some(matches);
  }

  private isKept(name: string): boolean {
    return this.kept.has(name) || !(this.ignored.has('*') || this.ignored.has(name));
  }
}
