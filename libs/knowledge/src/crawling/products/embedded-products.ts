import type { Product, ProductVariant } from '../../pages/product.js';
import {
  asNode,
  firstText,
  type Json,
  type JsonNode,
  nodesIn,
  parseTolerantly,
  textOf,
} from './json-node.js';
import { currencyCode, decimalPrice } from './money.js';
import { summed } from './offers.js';

const maxDepth = 6;
const maxNodes = 5_000;
const maxFound = 20;
const maxVariants = 250;

/**
 * Products in the JSON that shop systems put into a page for their own scripts: an object with a title and `variants` that
 * have prices. `handle` tells the page's own product among them.
 */
export function embeddedProducts(
  blocks: readonly string[],
): { product: Product; handle: string }[] {
  const found: { product: Product; handle: string }[] = [];
  for (const block of blocks)
    search(parseTolerantly(block), { depth: 0, seen: { nodes: 0 } }, found);
  return found;
}

function search(
  value: Json,
  { depth, seen }: { depth: number; seen: { nodes: number } },
  found: { product: Product; handle: string }[],
): void {
  if (value === null || typeof value !== 'object' || depth > maxDepth) return;
  seen.nodes += 1;
  if (seen.nodes > maxNodes || found.length >= maxFound) return;
  const product = Array.isArray(value) ? null : readProduct(value);
  if (product !== null) found.push({ product, handle: textOf(asNode(value)?.handle) });
  else for (const member of Object.values(value)) search(member, { depth: depth + 1, seen }, found);
}

function readProduct(node: JsonNode): Product | null {
  const name = firstText(node, ['title', 'name'], 300);
  const priced = nodesIn(node.variants).filter(({ price }) => price != null);
  if (name === null || priced.length === 0) return null;
  const currency = currencyCode(textOf(node.currency));
  const variants = priced
    .slice(0, maxVariants)
    .map((variant) => readVariant(variant, { name, currency }));
  const [only] = variants.length === 1 ? variants : [];
  return {
    name,
    description: firstText(node, ['description'], 1_000),
    brand: firstText(node, ['vendor', 'brand']),
    sku: only?.sku ?? null,
    gtin: only?.gtin ?? null,
    ...summed(variants),
    url: null,
    variants: only === undefined ? variants : [],
  };
}

function readVariant(
  node: JsonNode,
  { name, currency }: { name: string; currency: string | null },
): ProductVariant {
  const title = firstText(node, ['title', 'public_title']) ?? 'default';
  const isNamed = !/^default( title)?$/i.test(title);
  const { available } = node;
  return {
    name: isNamed ? `${name} – ${title}` : name,
    sku: firstText(node, ['sku']),
    gtin: firstText(node, ['barcode'], 20),
    price: amountOf(node.price, currency),
    currency,
    availability: typeof available === 'boolean' ? (available ? 'InStock' : 'OutOfStock') : null,
  };
}

/** Whole numbers are cents, as Shopify writes them in pages; text with a point, or `{amount}`, is the amount itself. */
function amountOf(price: Json | undefined, currency: string | null): string | null {
  if (typeof price === 'number')
    return Number.isInteger(price) ? (price / 100).toFixed(2) : String(price);
  const amount = asNode(price)?.amount;
  if (typeof amount === 'number') return String(amount);
  return decimalPrice(textOf(amount ?? price), currency);
}
