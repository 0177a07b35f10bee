import type { Citation } from '../api/shapes.js';
import { webAddress } from '../markdown/parse-markdown.js';

/** Words at each end of a long quote: what stands between may be broken up on the page. */
const wordsAtEnds = 4;

/**
 * The page of a citation at the quoted words (a text fragment: browsers scroll to it and mark it; those that do not
 * know it open the page). Null where it has no address.
 */
export function placeOf({ url, quote }: Citation): string | null {
  const page = webAddress(url ?? '');
  if (page === null) return null;
  const words = quote.split(/\s+/).filter(Boolean);
  if (words.length === 0) return page;
  const ends = [words.slice(0, wordsAtEnds), words.slice(-wordsAtEnds)];
  const texts = words.length <= wordsAtEnds * 2 ? [words] : ends;
  const fragment = texts.map((part) => escaped(part.join(' '))).join(',');
  return `${page}${page.includes('#') ? '' : '#'}:~:text=${fragment}`;
}

/** A dash would be read as a sign of the fragment's own. */
const escaped = (text: string) => encodeURIComponent(text).replace(/-/g, '%2D');
