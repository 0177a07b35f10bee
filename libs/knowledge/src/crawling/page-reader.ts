import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import { servedType } from '../files/file-type.js';
import type { LeasedPage, PageResult, Postponement } from '../frontier/frontier.repository.js';
import { mostStops } from '../frontier/frontier.service.js';
import { whileStep } from '../knowledge.events.js';
import type { RawFile } from '../reading/file-reading.js';
import { servedContent } from '../reading/served-content.js';
import type { CrawledSite } from './crawled-site.js';
import { forbidden } from './discovery/found-pages.js';
import { headerLinks } from './discovery/header-links.js';
import type { ExtractedPage } from './extraction/extract-page.js';
import { ExtractionPool } from './extraction/extraction-pool.js';
import { asksNotToBeIndexed } from './extraction/page-head.js';
import type { FetchedPage, FetchFailure, Validators } from './fetching/fetch-result.js';
import { SiteFetcher } from './fetching/site-fetcher.js';
import { linkedFile, pageOfFile } from './linked-file.js';
import { isLoginAddress } from './stand-ins/login-page.js';
import type { StandIn } from './stand-ins/stand-in.js';
import { isUnknownAnswer } from './stand-ins/unknown-answer.js';
import { UnknownProber } from './stand-ins/unknown-prober.js';

type Answer = FetchedPage & { fetchedAt: Date; bodyHash: string };

/** What became of reading one page, before anything is written. */
export type PageReading =
  | {
      kind: 'text';
      page: ExtractedPage;
      status: number;
      fetchedAt: Date;
      validators: Validators & { bodyHash: string };
      detail?: string | null;
    }
  /** What is known of it still holds: the site says so, or sends the same. */
  | { kind: 'unmodified'; fetchedAt: Date; status: number }
  | { kind: 'ended'; result: PageResult; links: string[] }
  | ({ kind: 'again' } & Postponement);

/** Where a page leads that only leads on. */
interface Led {
  result: PageResult;
  links: string[];
}

/** Shop pages have 0.4 MB; beyond this it is data, not a page. */
const maxPageBytes = 5 * 1024 * 1024;
const maxFileBytes = 20 * 1024 * 1024;
const deadlineMs = 20_000;
const maxAttempts = 3;
const firstRetryMs = 1_000;
const retryFactor = 4;
const maxRetryMs = 120_000;
/** A page that asks for more time than this often is treated as one that fails. */
const maxWaits = 10;
const enoughCharacters = /(?:[\p{L}\p{N}][^\p{L}\p{N}]*){10}/u;

/** Fetches one page of the frontier and extracts its text. Touches no row; throws only when the signal aborts. */
@Injectable()
export class PageReader {
  constructor(
    private readonly fetcher: SiteFetcher,
    private readonly extraction: ExtractionPool,
    private readonly prober: UnknownProber,
  ) {}

  async read(site: CrawledSite, page: LeasedPage, signal: AbortSignal): Promise<PageReading> {
    if (page.stops >= mostStops) {
      const detail = `reading the page stopped its worker ${mostStops} times`;
      return ended({ outcome: 'extraction_failed', detail });
    }
    if (!site.robots.isAllowed(page.url)) {
      return ended({ outcome: 'blocked_by_robots', detail: forbidden });
    }
    const fetchedAt = new Date();
    const mayFollow = (target: URL) => site.scope.pageUrl(target.href) === page.url;
    const options = {
      accept: 'page',
      maxBytes: maxPageBytes,
      maxFileBytes,
      atCap: 'refuse',
      deadlineMs,
      mayFollow,
      validators: page,
    } as const;
    const result = await whileStep(site.ingest, { step: 'fetch' }, () =>
      this.fetcher.fetch(new URL(page.url), options, signal),
    );
    if (result.outcome !== 'fetched') return failed(site, page, { ...result, fetchedAt });
    const bodyHash = result.isNotModified ? null : hashAnswer(result);
    if (bodyHash === null || bodyHash === page.bodyHash) {
      return { kind: 'unmodified', fetchedAt, status: result.status };
    }
    const answer = { ...result, fetchedAt, bodyHash };
    const named = servedType(new URL(page.url).pathname, result.contentType);
    const content = named === null ? servedContent(result.body) : { type: named };
    if (content === null) return this.extract(site, page, answer, signal);
    if (content.type === null) {
      const detail = `the address is said to serve a web page, but serves ${content.what}`;
      return ended({ outcome: 'mislabelled', httpStatus: result.status, detail, fetchedAt });
    }
    return this.readFile(linkedFile(page.url, content.type, result), answer, signal);
  }

  private async readFile(file: RawFile, answer: Answer, signal: AbortSignal): Promise<PageReading> {
    const { status, fetchedAt } = answer;
    const seen = { httpStatus: status, fetchedAt };
    if (asksNotToBeIndexed(answer.robotsTag)) {
      return ended({ ...seen, outcome: 'noindex', detail: 'the file asks not to be indexed' });
    }
    const reading = await this.extraction.read(file, signal);
    if (reading.outcome !== 'read') return ended({ ...seen, ...reading });
    const { detail } = reading;
    const validators = validatorsOf(answer);
    return { kind: 'text', page: pageOfFile(reading), status, fetchedAt, validators, detail };
  }

  private async extract(
    site: CrawledSite,
    { url }: LeasedPage,
    answer: Answer,
    signal: AbortSignal,
  ): Promise<PageReading> {
    const { body, contentType, robotsTag, linkHeader, status, fetchedAt } = answer;
    const raw = { url, body, contentType, robotsTag };
    const extracted = await whileStep(site.ingest, { step: 'extract' }, () =>
      this.extraction.extract(raw, signal),
    );
    const seen = { httpStatus: status, fetchedAt };
    if (extracted.outcome === 'extraction_failed') {
      return ended({ ...seen, outcome: 'extraction_failed', detail: extracted.detail });
    }
    const links = [...extracted.page.links, ...headerLinks(linkHeader, url)];
    const page = { ...extracted.page, links };
    const { title } = page;
    const moved = sentOn(site, url, page);
    if (moved !== null) return ended({ ...seen, ...moved.result, title }, moved.links);
    if (page.standIn !== null) {
      return ended({ ...seen, ...page.standIn, title }, leadsOn(page.standIn) ? links : []);
    }
    if (page.isNoindex) {
      return ended(
        { ...seen, outcome: 'noindex', title, detail: 'the page asks not to be indexed' },
        links,
      );
    }
    if (!hasCharacters(page.markdown)) {
      return ended(
        { ...seen, outcome: 'empty', title, detail: 'the page has no text of its own' },
        links,
      );
    }
    if (await this.isMissing(site, url, page, signal)) {
      const detail =
        'the page is what the site answers, with 200, at an address that does not exist';
      return ended({ ...seen, outcome: 'soft_404', title, detail });
    }
    return { kind: 'text', page, status, fetchedAt, validators: validatorsOf(answer) };
  }

  /** A site that answers everything with its start page still has that one. */
  private async isMissing(
    site: CrawledSite,
    url: string,
    page: ExtractedPage,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (url === site.siteUrl || new URL(url).pathname === '/') return false;
    site.unknownAnswer ??= this.prober.probe(site, signal);
    return isUnknownAnswer(page, await site.unknownAnswer);
  }
}

function failed(
  site: CrawledSite,
  page: LeasedPage,
  failure: FetchFailure & { fetchedAt: Date },
): PageReading {
  const { outcome, status, detail, fetchedAt, location, retryAfterMs } = failure;
  // without a status nobody was asked: the host rests for another page's sake
  const isAsked = retryAfterMs !== null && (status === null || page.waits < maxWaits);
  if (isPassing(failure) && (isAsked || page.attempts < maxAttempts)) {
    const pauseMs = Math.max(
      retryAfterMs ?? 0,
      isAsked ? 0 : firstRetryMs * retryFactor ** (page.attempts - 1),
    );
    return { kind: 'again', delayMs: Math.min(pauseMs, maxRetryMs), detail, isAsked, status };
  }
  const led = location === null ? null : ledTo(site, location);
  if (led !== null) return ended({ ...led.result, fetchedAt }, led.links);
  return ended({ outcome, httpStatus: status, detail, fetchedAt });
}

/** Where a redirect goes that was not followed; null where it leaves the site. */
function ledTo(site: CrawledSite, location: string): Led | null {
  if (isLoginAddress(location)) {
    const detail = `the page leads to the login at ${location}`;
    return { result: { outcome: 'login_page', detail }, links: [] };
  }
  const target = site.scope.pageUrl(location);
  if (target === null) return null;
  const result = { outcome: 'redirected', detail: `to ${target}`, duplicateOf: target } as const;
  return { result, links: [target] };
}

/**
 * A page that sends its readers on at once is a redirect, also where it is a shell. One that loads itself again is a page,
 * and so is one that only has a file or a cart to offer.
 */
function sentOn(site: CrawledSite, url: string, { refreshTo, standIn }: ExtractedPage): Led | null {
  if (standIn !== null && standIn.outcome !== 'shell') return null;
  if (refreshTo === null || site.scope.pageUrl(refreshTo) === url) return null;
  const led = ledTo(site, refreshTo);
  if (led !== null || site.scope.has(new URL(refreshTo))) return led;
  const detail = `the page sends its readers to ${refreshTo}`;
  return { result: { outcome: 'off_scope', detail }, links: [] };
}

/** The links of a challenge or a "not found" lead to nothing that other pages do not. */
function leadsOn({ outcome }: StandIn): boolean {
  return outcome === 'login_page' || outcome === 'shell';
}

function validatorsOf({ etag, lastModified, bodyHash }: Answer) {
  return { etag: etag || null, lastModified: lastModified || null, bodyHash };
}

/** Of all that reading goes by. */
function hashAnswer({ body, contentType, robotsTag, linkHeader }: FetchedPage): string {
  const hash = createHash('sha256').update(JSON.stringify([contentType, robotsTag, linkHeader]));
  return hash.update(body).digest('base64url');
}

function isPassing({ outcome, status }: FetchFailure): boolean {
  if (outcome === 'http_error')
    return status === null || status === 408 || status === 429 || status >= 500;
  return outcome === 'timeout' || outcome === 'unreachable';
}

function ended(result: PageResult, links: string[] = []): PageReading {
  return { kind: 'ended', result, links };
}

function hasCharacters(text: string): boolean {
  return enoughCharacters.test(text);
}
