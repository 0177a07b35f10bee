import { productRoot } from '../../addresses/product-root.js';
import type { FoundPage } from '../../frontier/frontier.repository.js';
import type { CrawledSite } from '../crawled-site.js';
import { longestUrl } from './site-scope.js';

/** Why a page is not asked for that robots.txt forbids. */
export const forbidden = "the site's robots.txt forbids it";

type KnownSite = Pick<CrawledSite, 'scope' | 'robots'>;

/** Honest rules take a hundredth of it. */
const longestLookMs = (addresses: number) => Math.max(50, addresses);

/**
 * What to do with addresses of a site's pages: each is read, or forbidden, or folds: a product within a collection is read
 * at its own address, and here only where that turns out to be gone. Own addresses that nothing names come last.
 */
export function foundPages(
  site: KnownSite,
  found: readonly Pick<FoundPage, 'url' | 'depth' | 'lastmod'>[],
): FoundPage[] {
  // Asked again when a page is read, so hostile rules and thousands of links cannot hold the event loop here.
  const until = performance.now() + longestLookMs(found.length);
  const mayLook = () => performance.now() < until;
  const guessed = new Map<string, FoundPage>();
  const pages = found.map((page): FoundPage => {
    if (mayLook() && !site.robots.isAllowed(page.url))
      return { ...page, outcome: 'blocked_by_robots', detail: forbidden };
    const root = mayLook() ? rootOf(site, page.url) : null;
    if (root === null) return page;
    guessed.set(root, { ...page, url: root, isGuessed: true });
    return { ...page, outcome: 'duplicate', duplicateOf: root };
  });
  return [...pages, ...guessed.values()];
}

/**
 * Where a page leads that is new to this slice: the pages of its site, and what of the site is left out, so that it is not
 * passed over in silence.
 */
export function leadsOf(
  site: CrawledSite,
  { depth: from }: Pick<FoundPage, 'depth'>,
  { links, isRedirect }: { links: readonly string[]; isRedirect: boolean },
): FoundPage[] {
  const { ingest, scope, offered, maxDepth } = site;
  if (ingest.kind === 'refresh' && !isRedirect) return [];
  const depth = isRedirect ? from : from + 1;
  const seen = new Map<string, string | null>();
  for (const link of links) {
    const { url, leftOut } = scope.look(link) ?? {};
    if (url !== undefined && !offered.has(url)) seen.set(url, leftOut ?? null);
  }
  const isTooDeep = maxDepth !== null && depth > maxDepth;
  const pages = [...seen].filter(([, leftOut]) => leftOut === null && !isTooDeep);
  return [
    ...foundPages(
      site,
      pages.map(([url]) => ({ url, depth })),
    ),
    ...[...seen].flatMap(([url, detail]) =>
      detail === null || isRedirect || url.length > longestUrl
        ? []
        : { url, depth, detail, outcome: 'left_out' as const },
    ),
  ];
}

/** Null where that may not be read, so that the address itself is. */
function rootOf({ scope, robots }: KnownSite, url: string): string | null {
  const root = productRoot(url);
  return root !== null && scope.pageUrl(root) === root && robots.isAllowed(root) ? root : null;
}
