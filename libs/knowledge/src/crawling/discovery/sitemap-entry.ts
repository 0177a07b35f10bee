/** An address that a sitemap names, and when it says that the page last changed. */
export interface SitemapEntry {
  kind: 'page' | 'sitemap';
  location: string;
  lastmod: Date | null;
}

const maxLocationLength = 2_048;
const maxDateLength = 64;
const dayMs = 24 * 3_600_000;

/** Null where no address is named, or one that is too long to be real. */
export function sitemapEntry(
  kind: SitemapEntry['kind'],
  location: string,
  lastmod = '',
): SitemapEntry | null {
  const url = location.trim();
  if (url === '' || url.length > maxLocationLength) return null;
  return { kind, location: url, lastmod: dateOf(lastmod.trim()) };
}

/** W3C dates of sitemaps and those of feeds; a date to come is a mistake and says nothing. */
function dateOf(text: string): Date | null {
  const time = text === '' || text.length > maxDateLength ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) || time > Date.now() + dayMs || time < 0 ? null : new Date(time);
}
