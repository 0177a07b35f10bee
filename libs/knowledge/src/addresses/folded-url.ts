import { canonicalUrl } from './canonical-url.js';

/** Names that say enough: the chosen variant of a product, an order of a list, an action on the page. */
const foldedNames =
  /^(variant|sort[_-]?(by|order|dir|direction)|order[_-]?(by|dir|direction)|product_list_(order|dir|mode)|view[_-]?(as|mode)|replytocom|add[_-]to[_-](cart|wishlist|compare))$/i;
const orderNames = /^(sort|order|dir|direction)$/i;
/** A word of these makes a value an order: `price-ascending`, `p.price`, `bestSelling`, `menu_order`. */
const orderWords = new Set(
  (
    'asc ascending desc descending price name title date new newest old oldest latest recent popular popularity ' +
    'rating rated relevance relevant position best bestseller featured manual created updated published modified random ' +
    'alphabetical az za sales discount cheapest lowest highest trending default order'
  ).split(' '),
);
const betweenWords = /[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/;
const viewNames = /^(view|mode|display|layout)$/i;
const viewWord = /^(grid|list|table|tiles?|cards?|gallery|thumb(nail)?s?|compact|rows?|columns?)$/i;

const none: ReadonlySet<string> = new Set();

/**
 * The address under which a page is kept: its canonical spelling, without parameters that choose among the variants of
 * a product, or how its list is ordered and laid out. Names with other uses (`?order=1041`, `?view=article`) go only
 * with a value that can mean nothing else; those in `kept` never do.
 */
export function foldedUrl(
  link: string,
  base?: string,
  kept: ReadonlySet<string> = none,
): string | null {
  const canonical = canonicalUrl(link, base);
  if (canonical === null) return null;
  if (!canonical.includes('?')) return canonical;
  const url = new URL(canonical);
  const pairs = url.search.slice(1).split('&');
  url.search = pairs.filter((pair) => kept.has(nameOf(pair)) || !isFolded(pair)).join('&');
  return url.href;
}

function isFolded(pair: string): boolean {
  const name = nameOf(pair);
  const value = pair.slice(name.length + 1);
  if (foldedNames.test(name)) return true;
  if (orderNames.test(name)) return value === '' || isOrder(value);
  return viewNames.test(name) && (value === '' || viewWord.test(value));
}

function nameOf(pair: string): string {
  return pair.split('=', 1)[0] ?? '';
}

function isOrder(value: string): boolean {
  return value.split(betweenWords).some((word) => orderWords.has(word.toLowerCase()));
}
