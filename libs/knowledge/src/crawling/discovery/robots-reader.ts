import type { FetchFailure, FetchResult } from '../fetching/fetch-result.js';
import type { SiteFetcher } from '../fetching/site-fetcher.js';
import { untilAnswered } from '../fetching/until-answered.js';

/** Text, empty where the site has no robots.txt, or why nothing of the site may be read until it answers. */
export type RobotsReading =
  { outcome: 'read'; text: string } | { outcome: 'unavailable'; failure: FetchFailure };

/** RFC 9309 asks for 500 KiB at least, and Google reads no more. */
const maxBytes = 500 * 1_024;
const deadlineMs = 15_000;

export function robotsUrl(site: URL): string {
  return new URL('/robots.txt', site.href).href;
}

/**
 * Asks a site for its robots.txt and reads the answer by RFC 9309, 2.3.1: up to five redirects to wherever they lead;
 * a file that is missing, forbidden (4xx) or at the end of more redirects allows everything; one that cannot be had for a
 * passing reason (5xx, 429, no answer) allows nothing, after a few tries.
 */
export class RobotsReader {
  constructor(private readonly fetcher: SiteFetcher) {}

  async read(site: URL, signal: AbortSignal): Promise<RobotsReading> {
    const url = new URL(robotsUrl(site));
    const options = { accept: 'any', maxBytes, atCap: 'truncate', deadlineMs } as const;
    const result = await untilAnswered(() => this.fetcher.fetch(url, options, signal), signal);
    if (result.outcome === 'fetched') return { outcome: 'read', text: textOf(result) };
    return isMissing(result)
      ? { outcome: 'read', text: '' }
      : { outcome: 'unavailable', failure: result };
  }
}

function isMissing({ outcome, status }: FetchFailure): boolean {
  if (outcome === 'too_many_redirects') return true;
  return status !== null && status >= 400 && status < 500 && status !== 429;
}

/** Without NUL, which the database refuses, and without a line that the size limit cut in two. */
function textOf({ body, isTruncated }: Extract<FetchResult, { outcome: 'fetched' }>): string {
  const text = new TextDecoder().decode(body).replaceAll('\0', '\uFFFD');
  return isTruncated ? text.slice(0, Math.max(0, text.search(/[\r\n][^\r\n]*$/))) : text;
}
