import type { Product } from '../../pages/product.js';
import { cleanLine } from '../extraction/clean-text.js';
import { availabilityOf } from './availability.js';
import { currencyCode, decimalPrice } from './money.js';

/** The `meta` of a page by lower-case name or property; the first of each counts. */
export type Metas = ReadonlyMap<string, string>;

/**
 * The product that Open Graph or a shop's product tags state, null where the page does not say that it is about one.
 * `og:title` names pages, so it names a product only together with a price or a type.
 */
export function openGraphProduct(metas: Metas): Product | null {
  const first = (...names: string[]) =>
    cleanLine(names.map((name) => metas.get(name)).find((text) => text !== undefined) ?? '');
  const currency = currencyCode(
    first(
      'product:price:currency',
      'product:sale_price:currency',
      'og:price:currency',
      'twitter:currency',
    ),
  );
  const price = decimalPrice(
    first('product:sale_price:amount', 'product:price:amount', 'og:price:amount', 'product:price'),
    currency,
  );
  const isProduct = /^(og:)?product(\.item)?$/i.test(first('og:type'));
  const name = first('og:title', 'twitter:title').slice(0, 300);
  if (name === '' || (!isProduct && price === null)) return null;
  return {
    name,
    description: first('og:description').slice(0, 1_000) || null,
    brand: first('product:brand', 'og:brand').slice(0, 100) || null,
    sku: first('product:retailer_item_id', 'product:mfr_part_no').slice(0, 100) || null,
    gtin: first('product:gtin', 'product:ean', 'product:upc', 'product:isbn').slice(0, 20) || null,
    price,
    highPrice: null,
    currency: price === null ? null : currency,
    availability: availabilityOf(first('product:availability', 'og:availability')),
    url: first('og:url') || null,
    variants: [],
  };
}
