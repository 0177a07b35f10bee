import { canonicalUrl } from '../../addresses/canonical-url.js';
import type { PageHead } from './page-head.js';
import type { PageParts } from './parse-page.js';

const maxLinks = 2_000;

/**
 * The addresses a page leads to, canonical and each once: links, the next and previous page, the page in other
 * languages, its own declared address (sometimes linked nowhere else), and a `meta` refresh. No links where it asks for
 * none to be followed.
 */
export function pageLinks(
  parts: PageParts,
  pageUrl: string,
  { isNofollow }: Pick<PageHead, 'isNofollow'>,
): string[] {
  const base = URL.parse(parts.baseHref ?? '', pageUrl)?.href ?? pageUrl;
  const anchors = parts.anchors.filter(
    ({ rel }) => !isNofollow && !/(^|\s)nofollow(\s|$)/i.test(rel ?? ''),
  );
  const neighbours = parts.links.filter(({ rel = '', hreflang }) =>
    hreflang === undefined
      ? /(^|\s)(next|prev|canonical)(\s|$)/i.test(rel)
      : /(^|\s)alternate(\s|$)/i.test(rel),
  );
  const found = new Set<string>();
  for (const href of [
    ...anchors.map(({ href }) => href),
    ...neighbours.map(({ href }) => href),
    ...refreshes(parts),
  ]) {
    const url = href === undefined ? null : canonicalUrl(href.trim(), base);
    if (url !== null) found.add(url);
    if (found.size >= maxLinks) break;
  }
  return [...found];
}

function refreshes(parts: PageParts): (string | undefined)[] {
  return parts.metas
    .filter((meta) => meta['http-equiv']?.toLowerCase() === 'refresh')
    .map(({ content }) => /url\s*=\s*["']?([^"']+)/i.exec(content ?? '')?.[1]);
}
