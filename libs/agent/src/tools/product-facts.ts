import type { ProductFacts, ProductVariant } from '@app/knowledge';

import { givesOrders } from '../grounding/injection/find-orders.js';
import { withoutHiddenText } from '../grounding/injection/hidden-text.js';

const MAX_VARIANTS = 20;
const MAX_NAME = 120;

type Offer = Pick<ProductVariant, 'name' | 'sku' | 'price' | 'currency' | 'availability'> &
  Partial<Pick<ProductFacts, 'highPrice'>>;

/**
 * What a product's data says, a line for each thing that can be bought. The data comes from the page, so a line that
 * speaks to a model goes, as it does in a page's text.
 */
export function productFacts(product: ProductFacts): string {
  const { name, brand, variants } = product;
  const sold: Offer[] = [product, ...variants.slice(0, MAX_VARIANTS)];
  const lines = [
    ...sold.map((offer) => offerLine(offer)),
    ...(brand === null ? [] : [`${cut(name)}: brand ${cut(brand)}`]),
  ];
  return lines
    .map((line) => withoutHiddenText(line))
    .filter((line) => !givesOrders(line))
    .join('\n');
}

function offerLine({ name, sku, price, highPrice, currency, availability }: Offer): string {
  const amount = highPrice == null ? price : `${price} to ${highPrice}`;
  const facts = [
    price === null ? null : `price ${amount} ${currency ?? ''}`.trim(),
    availability === null ? null : spoken(availability),
    sku === null ? null : `item number ${cut(sku)}`,
  ].filter((fact) => fact !== null);
  return `${cut(name)}: ${facts.join(', ')}`;
}

/** "InStock" is in stock. */
const spoken = (availability: string): string =>
  availability.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase();

const cut = (text: string): string => text.replaceAll(/\s+/gu, ' ').slice(0, MAX_NAME);
