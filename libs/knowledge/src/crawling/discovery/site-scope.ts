import { effectivePort } from '../../addresses/address-policy.js';
import { foldedUrl } from '../../addresses/folded-url.js';
import { type CrawlRules, noRules } from '../../sources/crawl-rules.js';
import { UrlRules } from './url-rules.js';

/** Longer ones are not real, and do not fit into an index. */
export const longestUrl = 2_048;
const maxSegments = 20;
const maxParameters = 8;
const maxSameSegment = 3;

/** What is certainly no page; saves a request each. Everything else is decided by the content type. */
const fileEnding =
  /\.(jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|css|m?js|json|map|woff2?|ttf|eot|otf|mp[34]|m4[av]|webm|avi|mov|wav|ogg|doc|xlsx?|pptx?|zip|gz|tgz|bz2|xz|rar|7z|tar|exe|dmg|msi|apk|iso|jar|war|class|bin|rss|atom)$/i;
/** Paths that shops answer with carts, accounts and actions instead of knowledge. */
const actionPath =
  /\/(cart|checkout|checkouts|basket|account|login|logout|signin|register|wp-admin|wp-login\.php|add-to-cart|wishlist|compare)(\/|$)/i;

/** As people are told them. */
const reasons = {
  file: 'a file of a kind that is not read',
  action: 'a cart, an account or another action',
  trap: 'an address such as sites make up without end',
  ruled: 'left out by the rules of its source',
} as const;

/**
 * The pages that belong to one website: those of the hosts it answers on. The start page's host is one; another joins
 * only when the site itself redirects there (`www.` and the bare name). Traps are out of scope by their shape.
 */
export class SiteScope {
  private readonly hosts: ReadonlySet<string>;
  private readonly site: URL;
  private readonly rules: UrlRules;

  /** `site` is where the start page was really served; `aliases` are the hosts that redirected to it. */
  constructor(site: string, aliases: readonly string[] = [], rules: CrawlRules = noRules) {
    this.site = new URL(site);
    this.hosts = new Set([this.site.host, ...aliases]);
    this.rules = new UrlRules(rules);
  }

  /** The folded address of a link on the site's own host and scheme, or null when it is not one of its pages. */
  pageUrl(link: string, base?: string): string | null {
    const seen = this.look(link, base);
    return seen === null || seen.leftOut !== null ? null : seen.url;
  }

  /** The folded address of a link on the site and why it is left out, null where it is a page; null for one off the site. */
  look(link: string, base?: string): { url: string; leftOut: string | null } | null {
    const folded = foldedUrl(link, base, this.rules.kept);
    if (folded === null) return null;
    const url = new URL(folded);
    if (!this.has(url)) return null;
    const { protocol, host } = this.site;
    const leftOut = noPage(url);
    if (url.protocol !== protocol) url.protocol = protocol;
    if (url.host !== host) url.host = host;
    if (leftOut !== null) return { url: url.href, leftOut };
    if (url.search !== '') url.search = this.rules.search(url);
    return { url: url.href, leftOut: this.rules.allow(url) ? null : reasons.ruled };
  }

  /** Whether an address is on the site, whatever it serves. */
  has(url: URL): boolean {
    if (this.hosts.has(url.host)) return true;
    // The other scheme of the same name, on its standard port.
    return url.hostname === this.site.hostname && isStandard(url) && isStandard(this.site);
  }
}

function isStandard(url: URL): boolean {
  return url.port === '' && effectivePort(url) !== undefined;
}

/** Why an address is certainly no page; null where it may be one. */
function noPage(url: URL): string | null {
  if (fileEnding.test(url.pathname)) return reasons.file;
  if (actionPath.test(url.pathname)) return reasons.action;
  return isTrap(url) ? reasons.trap : null;
}

function isTrap(url: URL): boolean {
  if (url.href.length > longestUrl) return true;
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  if (segments.length > maxSegments) return true;
  if (url.search.split('&').length > maxParameters) return true;
  const counts = new Map<string, number>();
  for (const segment of segments) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  return [...counts.values()].some((count) => count > maxSameSegment);
}
