import type { Product, ProductVariant } from '../../pages/product.js';
import type { FoundProduct } from './json-ld-products.js';
import { summed } from './offers.js';

/**
 * What several blocks of one page say about one product becomes one: themes and review widgets both state it, and some
 * shops state each variant as a product of its own. The first that states something is believed.
 */
export function mergeProducts(found: readonly FoundProduct[]): FoundProduct[] {
  const byIdentity = new Map<string, FoundProduct>();
  for (const one of grouped(found)) {
    const key = one.product.name.toLowerCase();
    const known = byIdentity.get(key);
    byIdentity.set(
      key,
      known === undefined
        ? one
        : {
            product: filledIn(known.product, one.product),
            isListed: known.isListed && one.isListed,
            groupId: known.groupId,
          },
    );
  }
  return [...byIdentity.values()];
}

/** `product` with what only `other` states. */
export function filledIn(product: Product, other: Product): Product {
  const gaps = Object.entries(product).filter(([, value]) => value === null);
  const filled = Object.fromEntries(gaps.map(([name]) => [name, other[name as keyof Product]]));
  return {
    ...product,
    ...filled,
    ...pricesOf(product, other),
    variants: product.variants.length >= other.variants.length ? product.variants : other.variants,
  };
}

/** Prices come as a whole, so that no amount gets another's currency. */
function pricesOf(
  product: Product,
  other: Product,
): Pick<Product, 'price' | 'highPrice' | 'currency'> {
  const { price, highPrice, currency } = product.price === null ? other : product;
  const isSame = Number(price) === Number(other.price);
  return { price, highPrice, currency: currency ?? (isSame ? other.currency : null) };
}

/** Products that share a group become the variants of the first. */
function grouped(found: readonly FoundProduct[]): FoundProduct[] {
  const groups = new Map<string, FoundProduct[]>();
  const alone: FoundProduct[] = [];
  for (const one of found) {
    const members = one.groupId === null ? undefined : groups.get(one.groupId);
    if (members !== undefined) members.push(one);
    else {
      alone.push(one);
      if (one.groupId !== null) groups.set(one.groupId, [one]);
    }
  }
  return alone.map((one) => {
    const members = one.groupId === null ? [one] : (groups.get(one.groupId) ?? [one]);
    if (members.length < 2 || one.product.variants.length > 0) return one;
    const variants = members.map(({ product }) => asVariant(product));
    return {
      ...one,
      product: { ...one.product, ...summed(members.map(({ product }) => product)), variants },
    };
  });
}

function asVariant({ name, sku, gtin, price, currency, availability }: Product): ProductVariant {
  return { name, sku, gtin, price, currency, availability };
}
