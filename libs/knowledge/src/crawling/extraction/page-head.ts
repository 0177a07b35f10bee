import { cleanLine } from './clean-text.js';
import { type HtmlElement, rawText } from './html-element.js';
import type { PageParts } from './parse-page.js';

export interface PageHead {
  /** The content of each `meta` by its name, property or header in lower case; the first counts. */
  metas: ReadonlyMap<string, string>;
  title: string;
  /** The first of the highest rank, empty where there is none. */
  heading: string;
  description: string | null;
  /** Lower-case BCP 47, as the page declares it. */
  language: string | null;
  /** What the page says its address is; may be relative, foreign or wrong. */
  canonicalLink: string | null;
  isNoindex: boolean;
  isNofollow: boolean;
}

const maxTitleLength = 300;
const maxDescriptionLength = 1_000;

/** What a page says about itself. */
export function readHead(parts: PageParts, robotsTag: string): PageHead {
  const metas = metasOf(parts);
  const robots = [robotsTag, metas.get('robots') ?? '', metas.get('storehand') ?? ''].join(',');
  return {
    metas,
    title: titleOf(parts, metas).slice(0, maxTitleLength),
    heading: cleanLine(firstHeading(parts.root, 'h1')).slice(0, maxTitleLength),
    description: descriptionOf(metas)?.slice(0, maxDescriptionLength) ?? null,
    language: languageOf(parts, metas),
    canonicalLink: canonicalLinkOf(parts),
    isNoindex: asksNotToBeIndexed(robots),
    isNofollow: /(^|[\s,:])(nofollow|none)([\s,]|$)/i.test(robots),
  };
}

/** Shops cut `title` short; the heading or the share title that goes on where it stops is the better one. */
function titleOf(parts: PageParts, metas: ReadonlyMap<string, string>): string {
  const [title = ''] = parts.titles.map(cleanLine).filter((text) => text !== '');
  const heading = cleanLine(firstHeading(parts.root, 'h1'));
  const shared = cleanLine(metas.get('og:title') ?? '');
  const longer = [shared, heading].find(
    (candidate) =>
      title.length >= 30 &&
      candidate.length > title.length &&
      candidate.startsWith(title.replace(/[….]+$/, '')),
  );
  return (
    longer ??
    [title, heading, shared, cleanLine(firstHeading(parts.root, 'h2'))].find(
      (text) => text !== '',
    ) ??
    ''
  );
}

function descriptionOf(metas: ReadonlyMap<string, string>): string | null {
  const text = cleanLine(metas.get('description') ?? metas.get('og:description') ?? '');
  return text === '' ? null : text;
}

function languageOf(parts: PageParts, metas: ReadonlyMap<string, string>): string | null {
  const declared = parts.language ?? metas.get('content-language') ?? metas.get('og:locale') ?? '';
  const [, language] = /^\s*([a-z]{2,3}([-_][a-z0-9]{2,8})*)\b/i.exec(declared) ?? [];
  return language?.toLowerCase().replaceAll('_', '-') ?? null;
}

function canonicalLinkOf(parts: PageParts): string | null {
  const link = parts.links.find(
    ({ rel, href }) => href !== undefined && /(^|\s)canonical(\s|$)/i.test(rel ?? ''),
  );
  return link?.href?.trim() || null;
}

function metasOf(parts: PageParts): ReadonlyMap<string, string> {
  const metas = new Map<string, string>();
  for (const { name, property, 'http-equiv': equivalent, content } of parts.metas) {
    const key = (name ?? property ?? equivalent)?.trim().toLowerCase();
    if (key !== undefined && content !== undefined && !metas.has(key)) metas.set(key, content);
  }
  return metas;
}

function firstHeading(element: HtmlElement, name: string): string {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    const text = child.name === name ? rawText(child) : firstHeading(child, name);
    if (text.trim() !== '') return text;
  }
  return '';
}

/** What a robots meta tag or the header `X-Robots-Tag` may say. */
export function asksNotToBeIndexed(robots: string): boolean {
  return /(^|[\s,:])(noindex|none)([\s,]|$)/i.test(robots);
}
