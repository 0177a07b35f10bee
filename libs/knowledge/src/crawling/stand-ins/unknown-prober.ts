import { randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import type { CrawledSite } from '../crawled-site.js';
import { ExtractionPool } from '../extraction/extraction-pool.js';
import { SiteFetcher } from '../fetching/site-fetcher.js';
import { noUnknownAnswer, type UnknownAnswer } from './unknown-answer.js';

const options = {
  accept: 'html',
  maxBytes: 1024 * 1024,
  atCap: 'refuse',
  deadlineMs: 10_000,
  mayFollow: () => false,
} as const;
const maxBlocks = 500;

/**
 * Asks a site once for an address that nobody can have made, so that its way of saying "not found" with 200 is known. In
 * its turn among the requests to the host and only where robots.txt allows it; whatever goes wrong means: nothing learnt.
 */
@Injectable()
export class UnknownProber {
  constructor(
    private readonly fetcher: SiteFetcher,
    private readonly extraction: ExtractionPool,
  ) {}

  async probe({ siteUrl, robots }: CrawledSite, signal: AbortSignal): Promise<UnknownAnswer> {
    const url = new URL(`/no-such-page-${randomBytes(6).toString('hex')}`, siteUrl);
    if (!robots.isAllowed(url.href)) return noUnknownAnswer;
    const result = await this.fetcher.fetch(url, options, signal);
    if (result.outcome !== 'fetched') return noUnknownAnswer;
    const { body, contentType, robotsTag } = result;
    const extracted = await this.extraction.extract(
      { url: url.href, body, contentType, robotsTag },
      signal,
    );
    if (extracted.outcome === 'extraction_failed') return noUnknownAnswer;
    const { title, blockHashes } = extracted.page;
    return { title, blockHashes: blockHashes.slice(0, maxBlocks) };
  }
}
