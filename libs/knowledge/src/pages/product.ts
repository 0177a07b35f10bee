/** schema.org's short names of ItemAvailability. */
export const availabilities = [
  'InStock',
  'OutOfStock',
  'PreOrder',
  'BackOrder',
  'LimitedAvailability',
  'SoldOut',
  'Discontinued',
  'InStoreOnly',
  'OnlineOnly',
  'PreSale',
  'MadeToOrder',
  'Reserved',
] as const;
export type Availability = (typeof availabilities)[number];

/** What can be bought, as far as a page says it. Prices are decimal strings, currencies ISO 4217. */
export interface Offer {
  sku: string | null;
  gtin: string | null;
  price: string | null;
  currency: string | null;
  availability: Availability | null;
}

export interface ProductVariant extends Offer {
  name: string;
}

/**
 * A product as a page states it in data: JSON-LD, microdata, Open Graph or the shop's own JSON, in one form. With variants,
 * `price` is the lowest of them and `highPrice` the highest where they differ.
 */
export interface Product extends Offer {
  name: string;
  description: string | null;
  brand: string | null;
  highPrice: string | null;
  url: string | null;
  variants: ProductVariant[];
}

/** What a search tells of a product: all but the text that it finds anyway. */
export type ProductFacts = Omit<Product, 'description'>;
