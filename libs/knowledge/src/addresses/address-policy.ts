import { isIP } from 'node:net';

import { isPublicAddress } from './is-public-address.js';
import { isSpecialUseName } from './is-special-use-name.js';

const maxUrlLength = 2_000;
const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * Decides which URLs and which socket addresses the crawler may touch. One instance serves the check of a URL before a
 * request and the check of the socket that carries it, so that the two cannot disagree.
 */
export class AddressPolicy {
  private readonly allowedPrivateHosts: ReadonlySet<string>;

  /** `allowedPrivateHosts`: entries `host:port`, the only private or odd-port places that may be crawled. */
  constructor(allowedPrivateHosts: readonly string[] = []) {
    this.allowedPrivateHosts = new Set(
      allowedPrivateHosts.map((host) => host.trim().toLowerCase()),
    );
  }

  /** Why a URL may not be requested, as the end of the sentence "… is refused: it …"; null when it may. */
  refusalOf(url: URL): string | null {
    const port = effectivePort(url);
    if (port === undefined) return 'is not an http or https address';
    if (url.username !== '' || url.password !== '') return 'carries a user name or password';
    if (url.href.length > maxUrlLength) return `is longer than ${maxUrlLength} characters`;
    if (this.isAllowedPrivateHost(url.hostname, port)) return null;
    const refusal = refusalOfHost(url.hostname);
    if (refusal !== null) return `${refusal}, and CRAWL_ALLOWED_PRIVATE_HOSTS does not name it`;
    return port === '80' || port === '443'
      ? null
      : `uses port ${port}; only 80 and 443 are crawled`;
  }

  /** Whether connecting is excused from the address check; `hostname` with or without brackets. */
  isAllowedPrivateHost(hostname: string, port: string | number): boolean {
    const host = isIP(hostname) === 6 ? `[${hostname}]` : hostname.toLowerCase();
    return this.allowedPrivateHosts.has(`${host}:${port}`);
  }
}

export function effectivePort(url: URL): string | undefined {
  const standard = defaultPorts[url.protocol];
  return standard === undefined ? undefined : url.port || standard;
}

function refusalOfHost(hostname: string): string | null {
  const literal = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  if (isIP(literal) !== 0) {
    return isPublicAddress(literal) ? null : 'points to a private or reserved address';
  }
  return isSpecialUseName(hostname) ? 'names a host that is not on the public internet' : null;
}
