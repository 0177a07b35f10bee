import { RefusedAddressError } from '../../addresses/guarded-connector.js';
import type { FetchFailureReason } from '../../frontier/ingest-page.entity.js';
import { FetchFailureError } from './fetch-result.js';

export interface Failure {
  outcome: FetchFailureReason;
  detail: string;
}

export const challenged: Failure = {
  outcome: 'blocked_by_wall',
  detail: 'the site answers crawlers with a challenge page',
};

const maxCauses = 8;

const timeoutCodes: ReadonlySet<string> = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
const badResponseCodes =
  /^(HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES|Z_|ERR__ERROR|ERR_BROTLI|ERR_ZSTD|ZSTD_)/;

const networkDetails: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the host name does not exist',
  EAI_AGAIN: 'the host name could not be looked up',
  ECONNREFUSED: 'the host refuses connections',
  ECONNRESET: 'the host closed the connection',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  EPIPE: 'the host closed the connection',
  CERT_HAS_EXPIRED: 'the certificate of the host has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate of the host is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate chain of the host is incomplete',
  UND_ERR_SOCKET: 'the host closed the connection',
};

/** Names what went wrong on the wire. Anything unknown is a network error: one bad site never stops a crawl. */
export function describeError(error: unknown): Failure {
  if (error instanceof FetchFailureError) return { outcome: error.outcome, detail: error.message };
  const chain = causes(error);
  if (chain.some((cause) => cause instanceof RefusedAddressError)) {
    return { outcome: 'refused_address', detail: 'the host is not on the public internet' };
  }
  if (chain.some(isTimeout)) return { outcome: 'timeout', detail: 'the page took too long' };
  const code = chain.map(codeOf).find((found) => found !== undefined) ?? 'unknown';
  if (badResponseCodes.test(code)) {
    return { outcome: 'bad_response', detail: `the answer cannot be read (${code})` };
  }
  return {
    outcome: 'unreachable',
    detail: networkDetails[code] ?? `the request failed (${code})`,
  };
}

/** What a final status other than 2xx means; null for 2xx. `mitigated`: what a firewall says that it did, if anything. */
export function describeStatus(status: number, mitigated: string): Failure | null {
  if (/^(challenge|captcha)$/.test(mitigated)) {
    return challenged;
  }
  if (status >= 200 && status < 300) return null;
  if (status === 401 || status === 403 || status === 407 || status === 451) {
    return { outcome: 'blocked_by_wall', detail: `the site answers ${status}` };
  }
  return { outcome: 'http_error', detail: `the site answers ${status}` };
}

/** What may be thrown, read by its members: errors that cross realms are no `instanceof Error`. */
interface Thrown {
  name?: unknown;
  code?: unknown;
  cause?: Thrown;
  errors?: Thrown[];
}

function causes(error: unknown): Thrown[] {
  const chain: Thrown[] = [];
  let cause = error as Thrown | undefined;
  while (typeof cause === 'object' && cause !== null && chain.length < maxCauses) {
    chain.push(cause, ...(Array.isArray(cause.errors) ? cause.errors : []));
    cause = cause.cause;
  }
  return chain;
}

function isTimeout({ name, code }: Thrown): boolean {
  return name === 'TimeoutError' || timeoutCodes.has(String(code));
}

function codeOf({ name, code }: Thrown): string | undefined {
  if (name === 'HTTPParserError') return 'HPE_INVALID';
  return typeof code === 'string' ? code : undefined;
}
