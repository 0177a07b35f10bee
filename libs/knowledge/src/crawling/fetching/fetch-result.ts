import type { FetchFailureReason } from '../../frontier/ingest-page.entity.js';

export interface FetchedPage {
  outcome: 'fetched';
  /** Where the redirects ended. */
  url: string;
  status: number;
  contentType: string;
  /** The value of `X-Robots-Tag`, empty when absent. */
  robotsTag: string;
  /** The value of `Link`, empty when absent. */
  linkHeader: string;
  /** Empty when absent. */
  etag: string;
  lastModified: string;
  /** The site says that nothing has changed since it sent the validators; there is no body then. */
  isNotModified: boolean;
  /** After decompression; empty when the caller took the bytes through `onBytes`. */
  body: Uint8Array;
  /** Set when the body was longer than the cap and the caller asked for the beginning only. */
  isTruncated: boolean;
}

/** What a site sent with a page so that it can be asked for changes (RFC 9110, section 13). */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

export interface FetchFailure {
  outcome: FetchFailureReason;
  url: string;
  status: number | null;
  /** One sentence for the operator. */
  detail: string;
  /** How long the site asks to be left alone, from Retry-After. */
  retryAfterMs: number | null;
  /** Where a redirect leads that was not followed. */
  location: string | null;
}

export type FetchResult = FetchedPage | FetchFailure;

export interface FetchOptions {
  /** `html` refuses other content types, `page` takes files that can be read as well, `any` everything (robots.txt). */
  accept: 'html' | 'page' | 'any';
  maxBytes: number;
  /** For files under `page`, which are larger than pages. */
  maxFileBytes?: number;
  /** What to do at the cap: give up, or keep the beginning. */
  atCap: 'refuse' | 'truncate';
  /** For everything: all hops, headers and body. */
  deadlineMs: number;
  /** Asked for each redirect; a hop that is not followed ends as `off_scope`. */
  mayFollow?: (target: URL) => boolean;
  /** Receives the decompressed bytes instead of `body`; return false to stop reading. */
  onBytes?: (bytes: Uint8Array) => boolean | void;
  /** Of the copy that we have; the site may answer that it has not changed. */
  validators?: Validators;
  /** Also unpack a body that is itself a gzip file (`sitemap.xml.gz`). */
  isGzipFileUnpacked?: boolean;
}

/** Carries the outcome of a request out of the middle of it; `SiteFetcher` turns it into a result. */
export class FetchFailureError extends Error {
  override readonly name = 'FetchFailureError';

  constructor(
    readonly outcome: FetchFailureReason,
    detail: string,
  ) {
    super(detail);
  }
}
