import { canonicalUrl } from '../addresses/canonical-url.js';
import { cleanLine, cleanText } from '../crawling/extraction/clean-text.js';
import { parsePage } from '../crawling/extraction/parse-page.js';
import { writeMarkdown } from '../crawling/extraction/write-markdown.js';
import { availabilityOf } from '../crawling/products/availability.js';
import { factLines } from '../crawling/products/fact-lines.js';
import { byAmount, currencyCode, decimalPrice } from '../crawling/products/money.js';
import type { Offer, Product } from '../pages/product.js';
import { checkContent, contentOf } from './check-content.js';
import { type FeedRow, feedRows } from './feed-rows.js';
import { FileFaultError, type RawFile, type UnreadFile } from './file-reading.js';
import { type LeftOutRows, leftOutRows } from './left-out-rows.js';
import { asParagraphs } from './read-text.js';

export interface FeedProduct {
  /** The product's page, else its place in the feed: the feed's address and the product's id. */
  url: string;
  /** The product's page, where another product of the feed has that as its address; else null. */
  link: string | null;
  title: string;
  markdown: string;
  product: Product;
}

export interface ReadFeed {
  outcome: 'read';
  products: FeedProduct[];
  /** Rows that are no product, by what they lack. */
  leftOut: LeftOutRows[];
  hasMore: boolean;
}

export type FeedReading = ReadFeed | UnreadFile;

export interface RawFeed {
  file: RawFile;
  /** Its own address, on the web or not: what products without a page are known by. */
  address: string;
  /** What addresses in it are relative to; null where nothing tells. */
  base: string | null;
  maxProducts: number;
}

const maxDescriptionLength = 20_000;
const keptDescriptionLength = 1_000;
const maxNameLength = 300;
const maxVariants = 100;
/** Of the columns of a feed that is not understood. */
const shownColumns = 12;
const shownLength = 40;

/** The names in use, most telling first: Google's and Meta's of their feeds, and Shopify's of its exports. */
const names = {
  group: ['item_group_id', 'handle'],
  id: ['id', 'sku', 'variant_sku', 'product_id', 'offer_id'],
  title: ['title', 'name', 'product_name', 'product_title'],
  description: ['description', 'body_html', 'product_description', 'long_description'],
  link: ['link', 'url', 'product_url', 'canonical_link'],
  brand: ['brand', 'vendor', 'manufacturer'],
  sku: ['sku', 'variant_sku', 'mpn', 'id'],
  gtin: ['gtin', 'ean', 'upc', 'barcode', 'variant_barcode'],
  price: ['sale_price', 'price', 'variant_price'],
  currency: ['currency', 'price_currency', 'currency_code'],
  availability: ['availability', 'available', 'in_stock', 'stock_status'],
  variant: [
    'variant',
    'option1_value',
    'option2_value',
    'option3_value',
    'color',
    'size',
    'material',
  ],
} as const;

/** From the bytes of a product feed to products, each with the text that is searched. Run it through `ExtractionPool`. */
export function readFeed({ file, address, base, maxProducts }: RawFeed): FeedReading {
  try {
    checkFeed(file);
    const { rows, places, hasMore } = feedRows(file, maxProducts);
    const { groups, unnamed } = grouped(rows, base);
    const untitled = groups.filter((group) => titleOf(group) === '').flat();
    const products = groups
      .filter((group) => titleOf(group) !== '')
      .map((group) => productOf(group, { address, base }));
    if (products.length === 0) {
      throw new FileFaultError('empty', nothingNamed(rows));
    }
    const leftOut = leftOutRows({ 'no-title': untitled, 'no-id': unnamed }, places);
    return { outcome: 'read', products: eachOnce(products, address), leftOut, hasMore };
  } catch (error) {
    if (error instanceof FileFaultError) return { outcome: error.outcome, detail: error.message };
    throw error;
  }
}

function checkFeed(file: RawFile): void {
  const { content, what } = contentOf(file.bytes);
  if (content !== 'other') {
    throw new FileFaultError('mislabelled', `a feed is CSV or JSON, but "${file.name}" is ${what}`);
  }
  checkContent({ ...file, type: 'csv' });
}

/** Says what is there and what it would have to be called. */
function nothingNamed(rows: readonly FeedRow[]): string {
  const found = Object.keys(rows[0] ?? {}).slice(0, shownColumns);
  const shown = found.map((column) => `"${cleanLine(column).slice(0, shownLength)}"`).join(', ');
  const needed = `each needs a title (${names.title.join(', ')}) and an id (${names.id.join(', ')})`;
  return `the feed names no product; ${needed}${shown && `, and it has ${shown}`}`;
}

function first(row: FeedRow, name: keyof typeof names): string {
  return names[name].map((column) => row[column] ?? '').find((value) => value !== '') ?? '';
}

/** Rows that are one product: they say so, or lead to one page. Those that name nothing stay apart. */
function grouped(
  rows: readonly FeedRow[],
  base: string | null,
): { groups: FeedRow[][]; unnamed: FeedRow[] } {
  const groups = new Map<string, FeedRow[]>();
  const unnamed: FeedRow[] = [];
  for (const row of rows) {
    const key = first(row, 'group') || linkOf(row, base) || first(row, 'id');
    const group = key === '' ? unnamed : groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return { groups: [...groups.values()], unnamed };
}

const firstOf = (rows: readonly FeedRow[], name: keyof typeof names): string =>
  rows.map((row) => first(row, name)).find((value) => value !== '') ?? '';

const titleOf = (rows: readonly FeedRow[]): string =>
  cleanLine(firstOf(rows, 'title')).slice(0, maxNameLength);

function productOf(
  rows: readonly FeedRow[],
  { address, base }: Pick<RawFeed, 'address' | 'base'>,
): FeedProduct {
  const title = titleOf(rows);
  const page = rows.map((row) => linkOf(row, base)).find((one) => one !== null) ?? null;
  const text = descriptionOf(firstOf(rows, 'description'));
  const product: Product = {
    ...offersOf(rows, title),
    name: title,
    description: cleanLine(text).slice(0, keptDescriptionLength) || null,
    brand: cleanLine(firstOf(rows, 'brand')) || null,
    url: page,
  };
  const facts = factLines([product], [], text).map((line) => `- ${line}`);
  const markdown = [text, facts.join('\n')].filter((part) => part !== '').join('\n\n') || title;
  const url = page ?? placeIn(address, firstOf(rows, 'group') || firstOf(rows, 'id'));
  return { url, link: null, title, markdown, product };
}

/** A product's place in its feed, for one without a page. Shoppers see it: what follows `?` is often a key to the feed. */
function placeIn(address: string, id: string): string {
  const shown = address.replace(/^(https?:[^?#]*).*$/is, '$1');
  return `${shown}#${encodeURIComponent(cleanLine(id.slice(0, maxNameLength)))}`;
}

/** With several offers the product has the lowest price of them, and the highest where that is another. */
function offersOf(rows: readonly FeedRow[], title: string) {
  const offers = rows.slice(0, maxVariants).map(offerOf);
  const [one = offerOf({})] = offers;
  if (offers.length <= 1) return { ...one, highPrice: null, variants: [] };
  const priced = offers.filter(({ price }) => price !== null);
  const inOrder = priced.toSorted((a, b) => byAmount(a.price, b.price));
  const [lowest = one] = inOrder;
  const { price: highest } = inOrder.at(-1) ?? lowest;
  const inStock = offers.find(({ availability: state }) => state === 'InStock') ?? one;
  return {
    sku: one.sku,
    gtin: null,
    price: lowest.price,
    highPrice: highest === lowest.price ? null : highest,
    currency: lowest.currency,
    availability: inStock.availability,
    variants: offers.map((offer, at) => ({ ...offer, name: variantName(rows[at] ?? {}, title) })),
  };
}

function variantName(row: FeedRow, title: string): string {
  const parts = names.variant.map((column) => cleanLine(row[column] ?? ''));
  return parts.filter((part) => part !== '').join(' / ') || title;
}

/** `12.00 EUR`, `€12` and `12.00` beside a column for the currency. */
function offerOf(row: FeedRow): Offer {
  const amount = first(row, 'price');
  const currency =
    currencyCode(first(row, 'currency')) ?? currencyCode(amount.replace(/[\d.,\s]/g, ''));
  const price = decimalPrice(amount, currency);
  return {
    sku: cleanLine(first(row, 'sku')) || null,
    gtin: cleanLine(first(row, 'gtin')) || null,
    price,
    currency: price === null ? null : currency,
    availability: availability(first(row, 'availability')),
  };
}

function availability(text: string): Offer['availability'] {
  if (/^(true|yes|1)$/i.test(text)) return 'InStock';
  return /^(false|no|0)$/i.test(text) ? 'OutOfStock' : availabilityOf(text);
}

/** Shopify's exports name no page, but a handle that its shops serve the product under; variants share their page. */
function linkOf(row: FeedRow, base: string | null): string | null {
  const given = first(row, 'link').replace(/(?<=[?&])variant=[^&#]*&?/, '');
  const link = /^www\./i.test(given) ? `https://${given}` : given;
  const isWeb = /^https?:/i.test(link) || (base !== null && link !== '');
  if (isWeb) return canonicalUrl(link, base ?? undefined);
  const handle = row.handle ?? '';
  return handle === '' || base === null ? null : canonicalUrl(`/products/${handle}`, base);
}

function descriptionOf(text: string): string {
  const short = text.slice(0, maxDescriptionLength);
  const markdown = /<[a-z][^>]*>/i.test(short)
    ? writeMarkdown(parsePage(`<main>${short}</main>`).root)
    : asParagraphs(short);
  return cleanText(markdown).trim();
}

/** One page cannot stand for two products: the second is known by its place in the feed, and leads there all the same. */
function eachOnce(products: readonly FeedProduct[], address: string): FeedProduct[] {
  const known = new Map<string, FeedProduct>();
  for (const product of products) {
    const { sku, name } = product.product;
    const isMet = known.has(product.url);
    const url = isMet ? placeIn(address, sku ?? name) : product.url;
    known.set(url, { ...product, url, link: isMet ? product.product.url : null });
  }
  return [...known.values()];
}
