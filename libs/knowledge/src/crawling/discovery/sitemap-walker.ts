import type { SiteFetcher } from '../fetching/site-fetcher.js';
import type { SiteScope } from './site-scope.js';
import { SitemapParser } from './sitemap-parser.js';

export interface SitemapLimits {
  maxUrls: number;
  maxSitemaps: number;
  maxDepth: number;
  /** Of one file, after decompression; 50 MB is what the protocol allows. */
  maxBytes: number;
  /** For one file. */
  deadlineMs: number;
}

export const sitemapLimits: SitemapLimits = {
  maxUrls: 50_000,
  maxSitemaps: 50,
  maxDepth: 3,
  maxBytes: 50 * 1024 * 1024,
  deadlineMs: 30_000,
};

/**
 * Collects the page addresses of a site's sitemaps and of those they name. Foreign entries are passed over, a sitemap
 * that fails costs only its own entries, and every bound (files, depth, bytes, addresses, time) ends the walk quietly.
 */
export class SitemapWalker {
  constructor(
    private readonly fetcher: SiteFetcher,
    private readonly limits: SitemapLimits = sitemapLimits,
  ) {}

  async collect(
    start: readonly string[],
    scope: SiteScope,
    signal: AbortSignal,
  ): Promise<string[]> {
    const pages = new Set<string>();
    const seen = new Set<string>();
    let level = start;
    for (let depth = 0; depth < this.limits.maxDepth && level.length > 0; depth += 1) {
      const next: string[] = [];
      for (const location of level) {
        const url = URL.parse(location);
        if (url === null || !scope.has(url) || seen.has(url.href)) continue;
        if (seen.size >= this.limits.maxSitemaps || pages.size >= this.limits.maxUrls) break;
        seen.add(url.href);
        next.push(...(await this.read(url, { scope, pages, signal })));
      }
      level = next;
    }
    return [...pages];
  }

  /** Adds the pages of one file and returns the sitemaps that it names. */
  private async read(
    url: URL,
    { scope, pages, signal }: { scope: SiteScope; pages: Set<string>; signal: AbortSignal },
  ): Promise<string[]> {
    const nested: string[] = [];
    const parser = new SitemapParser(({ kind, location }) => {
      if (kind === 'sitemap') {
        if (nested.length < this.limits.maxSitemaps) nested.push(location);
        return;
      }
      const page = pages.size < this.limits.maxUrls ? scope.pageUrl(location) : null;
      if (page !== null) pages.add(page);
    });
    const result = await this.fetcher.fetch(
      url,
      {
        accept: 'any',
        maxBytes: this.limits.maxBytes,
        atCap: 'truncate',
        deadlineMs: this.limits.deadlineMs,
        isGzipFileUnpacked: true,
        mayFollow: (target) => scope.has(target),
        onBytes: (bytes) => {
          parser.write(bytes);
          return pages.size < this.limits.maxUrls;
        },
      },
      signal,
    );
    if (result.outcome === 'fetched') parser.end();
    return nested;
  }
}
