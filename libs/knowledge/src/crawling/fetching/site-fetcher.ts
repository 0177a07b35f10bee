import { Agent, type Dispatcher } from 'undici';

import type { AddressPolicy } from '../../addresses/address-policy.js';
import { guardedConnector, type LookupAll } from '../../addresses/guarded-connector.js';
import { servedType } from '../../files/file-type.js';
import { isChallenge } from '../stand-ins/challenge-marks.js';
import { acceptedEncodings } from './body-decoders.js';
import { decodeHtml } from './decode-html.js';
import { challenged, describeError, describeStatus, type Failure } from './describe-failure.js';
import {
  type FetchFailure,
  FetchFailureError,
  type FetchOptions,
  type FetchResult,
  type Validators,
} from './fetch-result.js';
import type { HostGate } from './host-gate.js';
import { parseRetryAfter } from './parse-retry-after.js';
import { readBody } from './read-body.js';

/** Says what we are; sites can allow or refuse `Storehand` in robots.txt. */
export const userAgent = 'Storehand/0.1 (crawls a store site for its own support agent)';
export const robotsAgent = 'Storehand';

const acceptHeaders: Readonly<Record<FetchOptions['accept'], string>> = {
  html: 'text/html, application/xhtml+xml;q=0.9',
  page: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1',
  any: '*/*',
};

const maxRedirects = 5;
/** A cut one does not match, so the page is sent again. */
const longestValidator = 500;

export interface SiteFetcherOptions {
  connectTimeoutMs: number;
  /** For the response headers, and between two pieces of the body. */
  silenceTimeoutMs: number;
  lookup?: LookupAll;
}

/** Under which challenges come that no header names; under 403 every answer is a wall. */
const maskedStatuses: ReadonlySet<number> = new Set([405, 429, 503]);
const glance = { maxBytes: 32 * 1024, atCap: 'truncate' } as const;

type Hop = FetchResult | { outcome: 'redirect'; target: URL };

/**
 * The only way out to the web. Checks every hop's URL and the address of every socket, keeps to the limits on time, size
 * and redirects, waits its turn per host, and answers with a typed result: it throws only when the caller aborts.
 * Proxy variables have no effect, cookies are neither kept nor sent.
 */
export class SiteFetcher {
  private readonly agent: Agent;

  constructor(
    private readonly policy: AddressPolicy,
    private readonly gate: HostGate,
    options: SiteFetcherOptions = { connectTimeoutMs: 10_000, silenceTimeoutMs: 15_000 },
  ) {
    this.agent = new Agent({
      connect: guardedConnector(policy, options),
      headersTimeout: options.silenceTimeoutMs,
      bodyTimeout: options.silenceTimeoutMs,
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 10_000,
      maxHeaderSize: 32 * 1024,
      pipelining: 1,
    });
  }

  async fetch(start: URL, options: FetchOptions, signal: AbortSignal): Promise<FetchResult> {
    let url = start;
    let msLeft = options.deadlineMs;
    const startRefusal = this.policy.refusalOf(start);
    if (startRefusal !== null) return refused(start, start, startRefusal);
    for (let hops = 0; hops <= maxRedirects; hops += 1) {
      let begun = performance.now();
      const hop = await this.gate.run(url.host, signal, () => {
        begun = performance.now();
        return this.hop(url, { ...options, deadlineMs: Math.max(1, msLeft) }, signal);
      });
      if (hop === 'paused') return paused(url, this.gate.pauseLeftMs(url.host));
      if (hop.outcome !== 'redirect') return hop;
      msLeft -= performance.now() - begun;
      const { target } = hop;
      const refusal = this.policy.refusalOf(target);
      if (refusal !== null) return refused(url, target, refusal);
      if (options.mayFollow?.(target) === false) {
        const notFollowed = failure(url, 'off_scope', `the page redirects to ${target.href}`);
        return { ...notFollowed, location: target.href };
      }
      url = target;
    }
    return failure(start, 'too_many_redirects', `more than ${maxRedirects} redirects`);
  }

  async onModuleDestroy(): Promise<void> {
    await this.agent.destroy();
  }

  private async hop(url: URL, options: FetchOptions, caller: AbortSignal): Promise<Hop> {
    const finished = new AbortController();
    const deadline = AbortSignal.timeout(Math.ceil(options.deadlineMs));
    try {
      const response = await this.agent.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        signal: AbortSignal.any([caller, deadline, finished.signal]),
        headers: {
          'user-agent': userAgent,
          accept: acceptHeaders[options.accept],
          'accept-encoding': acceptedEncodings,
          ...conditions(options.validators),
        },
      });
      // An aborted body reports to nobody once reading has ended; without a listener that would end the process.
      response.body.on('error', () => undefined);
      return await this.read(url, response, options);
    } catch (error) {
      if (caller.aborted) throw caller.reason;
      const { outcome, detail } = describeError(error);
      return failure(url, outcome, detail);
    } finally {
      finished.abort();
    }
  }

  private async read(
    url: URL,
    response: Dispatcher.ResponseData,
    options: FetchOptions,
  ): Promise<Hop> {
    const header = (name: string) => [response.headers[name] ?? ''].flat().join(', ');
    const status = response.statusCode;
    const target = redirectTarget(url, status, header('location'));
    if (target !== null) return { outcome: 'redirect', target };
    const isNotModified = status === 304 && options.validators !== undefined;
    const facts = {
      outcome: 'fetched',
      url: url.href,
      status,
      contentType: header('content-type'),
      robotsTag: header('x-robots-tag'),
      linkHeader: header('link'),
      etag: header('etag').slice(0, longestValidator),
      lastModified: header('last-modified').slice(0, longestValidator),
      isNotModified,
    } as const;
    if (isNotModified) return { ...facts, body: new Uint8Array(), isTruncated: false };
    const failed = describeStatus(status, header('cf-mitigated') || header('x-amzn-waf-action'));
    if (failed !== null) {
      const isMasked = maskedStatuses.has(status) && (await holdsChallenge(response, header));
      return this.failed(url, status, isMasked ? challenged : failed, header('retry-after'));
    }
    const maxBytes = limitOf(url, facts.contentType, options);
    const declared = Number(header('content-length'));
    if (options.atCap === 'refuse' && declared > maxBytes) {
      throw new FetchFailureError('too_large', `the page announces ${declared} bytes`);
    }
    const read = await readBody(response.body, header('content-encoding'), {
      ...options,
      maxBytes,
    });
    return { ...facts, ...read };
  }

  private failed(
    url: URL,
    status: number,
    { outcome, detail }: Failure,
    wait: string,
  ): FetchFailure {
    const retryAfterMs = parseRetryAfter(wait, new Date());
    if (retryAfterMs !== null) this.gate.pause(url.host, retryAfterMs);
    return { ...failure(url, outcome, detail), status, retryAfterMs };
  }
}

/** Looks at the beginning of an answer that is an error; one that cannot be read shows nothing. */
async function holdsChallenge(
  { body }: Dispatcher.ResponseData,
  header: (name: string) => string,
): Promise<boolean> {
  const contentType = header('content-type');
  if (!contentType.includes('html')) return false;
  const read = await readBody(body, header('content-encoding'), glance).catch(() => null);
  return read !== null && isChallenge(decodeHtml(read.body, contentType));
}

function redirectTarget(url: URL, status: number, location: string): URL | null {
  if (![301, 302, 303, 307, 308].includes(status) || location === '') return null;
  const target = URL.parse(location, url.href);
  if (target === null) {
    throw new FetchFailureError('bad_response', 'the page redirects to no address');
  }
  target.hash = '';
  return target;
}

/** The two are asked together; a site that knows entity tags goes by them alone. */
function conditions(validators: Validators | undefined): Record<string, string> {
  const { etag = null, lastModified = null } = validators ?? {};
  return {
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  };
}

/** In bytes; refuses what is neither HTML nor, for a page, a file that can be read. */
function limitOf({ pathname }: URL, contentType: string, options: FetchOptions): number {
  const isFile = options.accept === 'page' && servedType(pathname, contentType) !== null;
  if (options.accept !== 'any' && !isFile) requireHtml(contentType);
  return (isFile ? options.maxFileBytes : undefined) ?? options.maxBytes;
}

/** A missing type is read as HTML, as browsers nearly always would; the extraction finds out if it is not. */
function requireHtml(contentType: string): void {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (['', 'text/html', 'application/xhtml+xml'].includes(type)) return;
  throw new FetchFailureError('not_html', `the address serves ${type.slice(0, 100)}`);
}

function failure(url: URL, outcome: FetchFailure['outcome'], detail: string): FetchFailure {
  return { outcome, url: url.href, status: null, detail, retryAfterMs: null, location: null };
}

/** Not asked, and so without a status. */
function paused(url: URL, pauseMs: number): FetchFailure {
  const detail = 'the host asked to be left alone for a while';
  return { ...failure(url, 'http_error', detail), retryAfterMs: pauseMs };
}

function refused(url: URL, target: URL, reason: string): FetchFailure {
  const subject = url === target ? 'the address' : `the page redirects to ${target.href}, which`;
  return failure(url, 'refused_address', `${subject} ${reason}`);
}
