import { effectivePort } from '../../addresses/address-policy.js';
import { foldedUrl } from '../../addresses/folded-url.js';
import { type CrawlRules, noRules } from '../../sources/crawl-rules.js';
import { UrlRules } from './url-rules.js';

const maxSegments = 20;
const maxParameters = 8;
const maxSameSegment = 3;

/** What is certainly no page; saves a request each. Everything else is decided by the content type. */
const fileEnding =
  /\.(jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|css|m?js|json|map|woff2?|ttf|eot|otf|mp[34]|m4[av]|webm|avi|mov|wav|ogg|doc|xlsx?|pptx?|zip|gz|tgz|bz2|xz|rar|7z|tar|exe|dmg|msi|apk|iso|jar|war|class|bin|rss|atom)$/i;
/** Paths that shops answer with carts, accounts and actions instead of knowledge. */
const actionPath =
  /\/(cart|checkout|checkouts|basket|account|login|logout|signin|register|wp-admin|wp-login\.php|add-to-cart|wishlist|compare)(\/|$)/i;

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
    const folded = foldedUrl(link, base, this.rules.kept);
    if (folded === null) return null;
    const url = new URL(folded);
    if (!this.has(url) || fileEnding.test(url.pathname) || isTrap(url)) return null;
    const { protocol, host } = this.site;
    if (url.protocol !== protocol) url.protocol = protocol;
    if (url.host !== host) url.host = host;
    if (url.search !== '') url.search = this.rules.search(url);
    return this.rules.allow(url) ? url.href : null;
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

function isTrap(url: URL): boolean {
  if (actionPath.test(url.pathname)) return true;
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  if (segments.length > maxSegments) return true;
  if (url.search.split('&').length > maxParameters) return true;
  const counts = new Map<string, number>();
  for (const segment of segments) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  return [...counts.values()].some((count) => count > maxSameSegment);
}
