import { canonicalUrl } from '../../addresses/canonical-url.js';
import type { Product } from '../../pages/product.js';
import { embeddedProducts } from './embedded-products.js';
import { type FoundProduct, productsIn } from './json-ld-products.js';
import { type Json, type JsonNode } from './json-node.js';
import { filledIn, mergeProducts } from './merge-products.js';
import { type Metas, openGraphProduct } from './open-graph-product.js';

/** What a page states in data, taken out of it before anything is made of it. */
export interface StatedData {
  url: string;
  title: string;
  jsonLd: readonly Json[];
  microdata: readonly JsonNode[];
  metas: Metas;
  embeddedJson: readonly string[];
}

export interface ReadProducts {
  /** What the page sells; null where it is about none or about several. */
  own: Product | null;
  /** Those it lists beside, or instead. */
  listed: Product[];
}

/** The products of a page from all places where shops state them, each once. */
export function readProducts(data: StatedData): ReadProducts {
  const found = mergeProducts(statedProducts(data));
  const shared = openGraphProduct(data.metas);
  const embedded = embeddedProducts(data.embeddedJson);
  const candidates = found.filter(({ isListed }) => !isListed).map(({ product }) => product);
  const own = ownProduct(candidates, data.title, shared);
  const inScript = embeddedOwn(embedded, own ?? shared, data);
  const parts = [own, inScript, isOther(own, shared) ? null : shared].filter(
    (part) => part !== null,
  );
  const [first, ...others] = candidates.length > 1 && own === null ? [] : parts;
  const product = first === undefined ? null : others.reduce(filledIn, first);
  const listed = found.filter((one) => one.product !== own).map((one) => one.product);
  return {
    own: product === null ? null : finished(product, data.url),
    listed: listed.map((one) => finished(one, data.url)),
  };
}

/** Microdata where there is no JSON-LD of a product. */
function statedProducts({ jsonLd, microdata }: StatedData): FoundProduct[] {
  const stated = productsIn(jsonLd);
  return stated.length > 0 ? stated : productsIn(microdata);
}

/** The only one, or the one that the page's title names: the others are shown beside it. */
function ownProduct(
  candidates: readonly Product[],
  title: string,
  shared: Product | null,
): Product | null {
  if (candidates.length <= 1) return candidates[0] ?? null;
  const names = [title, shared?.name ?? ''].map(comparable).filter((name) => name !== '');
  return (
    candidates.find(({ name }) =>
      names.some((known) => known === comparable(name) || known.startsWith(`${comparable(name)} `)),
    ) ?? null
  );
}

function embeddedOwn(
  embedded: readonly { product: Product; handle: string }[],
  known: Product | null,
  { url, title }: StatedData,
): Product | null {
  const segment = new URL(url).pathname
    .split('/')
    .at(-1)
    ?.replace(/\.html?$/, '');
  const named = embedded.find(
    ({ product, handle }) =>
      (handle !== '' && handle === segment) ||
      [known?.name ?? '', title].some((name) => comparable(name) === comparable(product.name)),
  );
  return named?.product ?? null;
}

/** Open Graph describes the page: another name with another price means another thing. */
function isOther(own: Product | null, shared: Product | null): boolean {
  if (own === null || shared === null) return false;
  const [one, other] = [comparable(own.name), comparable(shared.name)];
  return !one.includes(other) && !other.includes(one);
}

/** With its address in full, and the product's currency for variants that name none. */
function finished(product: Product, pageUrl: string): Product {
  return {
    ...product,
    url: product.url === null ? null : canonicalUrl(product.url, pageUrl),
    variants: product.variants.map((variant) => ({
      ...variant,
      currency: variant.price === null ? null : (variant.currency ?? product.currency),
    })),
  };
}

function comparable(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
