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
  /** For all of them: what was found by then is read. */
  totalMs: number;
}

/** A page that a sitemap names, and when the sitemap says that it last changed. */
export interface SitemapPage {
  url: string;
  lastmod: Date | null;
}

export const sitemapLimits: SitemapLimits = {
  maxUrls: 100_000,
  maxSitemaps: 200,
  maxDepth: 3,
  maxBytes: 50 * 1024 * 1024,
  deadlineMs: 30_000,
  totalMs: 120_000,
};

interface Walk {
  scope: SiteScope;
  signal: AbortSignal;
  pages: Map<string, Date | null>;
  maxUrls: number;
  endsAt: number;
}

/**
 * Collects the page addresses of a site's sitemaps and of those they name. Foreign entries are passed over, a sitemap
 * that fails costs only its own entries, and every bound (files, depth, bytes, addresses, time) ends the walk quietly.
 */
export class SitemapWalker {
  constructor(
    private readonly fetcher: SiteFetcher,
    private readonly limits: SitemapLimits = sitemapLimits,
  ) {}

  /** At most `maxUrls`, in the order in which the site names them. */
  async collect(
    start: readonly string[],
    { scope, maxUrls = this.limits.maxUrls }: { scope: SiteScope; maxUrls?: number },
    signal: AbortSignal,
  ): Promise<SitemapPage[]> {
    const endsAt = performance.now() + this.limits.totalMs;
    const most = Math.min(maxUrls, this.limits.maxUrls);
    const walk: Walk = { scope, signal, pages: new Map(), maxUrls: most, endsAt };
    const seen = new Set<string>();
    let level = start;
    for (let depth = 0; depth < this.limits.maxDepth && level.length > 0; depth += 1) {
      const next: string[] = [];
      for (const location of level) {
        const url = URL.parse(location);
        if (url === null || !scope.has(url) || seen.has(url.href)) continue;
        if (seen.size >= this.limits.maxSitemaps || isFull(walk)) break;
        seen.add(url.href);
        next.push(...(await this.read(url, walk)));
      }
      level = next;
    }
    return [...walk.pages].map(([url, lastmod]) => ({ url, lastmod }));
  }

  /** Adds the pages of one file and returns the sitemaps that it names. */
  private async read(url: URL, walk: Walk): Promise<string[]> {
    const nested: string[] = [];
    const parser = new SitemapParser(({ kind, location, lastmod }) => {
      if (kind === 'page') addPage(walk, location, lastmod);
      else if (nested.length < this.limits.maxSitemaps) nested.push(location);
    });
    const msLeft = Math.max(1, walk.endsAt - performance.now());
    const result = await this.fetcher.fetch(
      url,
      {
        accept: 'any',
        maxBytes: this.limits.maxBytes,
        atCap: 'truncate',
        deadlineMs: Math.min(this.limits.deadlineMs, msLeft),
        isGzipFileUnpacked: true,
        mayFollow: (target) => walk.scope.has(target),
        onBytes: (bytes) => {
          parser.write(bytes);
          return !parser.isRefused && !isFull(walk);
        },
      },
      walk.signal,
    );
    if (result.outcome === 'fetched') parser.end();
    return nested;
  }
}

function addPage({ scope, pages, maxUrls }: Walk, location: string, lastmod: Date | null): void {
  const url = pages.size < maxUrls ? scope.pageUrl(location) : null;
  if (url !== null && pages.get(url) == null) pages.set(url, lastmod);
}

function isFull({ pages, maxUrls, endsAt }: Walk): boolean {
  return pages.size >= maxUrls || performance.now() >= endsAt;
}
