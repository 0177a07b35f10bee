import type { Availability, Offer, ProductVariant } from '../../pages/product.js';
import { availabilityOf } from './availability.js';
import { firstText, type Json, type JsonNode, nodesIn, textOf } from './json-node.js';
import { byAmount, currencyCode, decimalPrice } from './money.js';

export interface ReadOffer extends Offer {
  name: string;
  highPrice: string | null;
}

const maxOffers = 250;
const maxNesting = 3;
const gtinNames = ['gtin', 'gtin13', 'gtin14', 'gtin12', 'gtin8', 'isbn', 'barcode'];
const formerPrice = /(list|strikethrough|suggestedretail|msrp|srp)/i;

/** The offers of a product node, however deep `AggregateOffer` and `offers` nest them. */
export function offersOf(node: JsonNode): ReadOffer[] {
  return offerNodes(node.offers, 0).slice(0, maxOffers).map(readOffer);
}

/** The numbers of a node, else those of its offer. */
export function itemNumbers(
  node: JsonNode,
  offer?: Pick<Offer, 'sku' | 'gtin'>,
): Pick<Offer, 'sku' | 'gtin'> {
  const gtin = firstText(node, gtinNames)?.replace(/^\D+/, '').slice(0, 20);
  return {
    sku: firstText(node, ['sku', 'mpn']) ?? offer?.sku ?? null,
    gtin: gtin || offer?.gtin || null,
  };
}

/** What holds for a product of which these can be bought: the lowest and the highest price, and whether any is in stock. */
export function summed(
  offers: readonly (Offer & { highPrice?: string | null })[],
): Omit<ReadOffer, 'name' | 'sku' | 'gtin'> {
  const priced = offers
    .filter(({ price }) => price !== null)
    .toSorted((one, other) => byAmount(one.price, other.price));
  const highest = priced
    .map(({ price, highPrice }) => highPrice ?? price)
    .toSorted((one, other) => byAmount(other, one));
  const price = priced[0]?.price ?? null;
  return {
    price,
    highPrice: higherThan(price, highest[0] ?? null),
    currency: [...priced, ...offers].find(({ currency }) => currency !== null)?.currency ?? null,
    availability: bestOf(offers.map(({ availability }) => availability)),
  };
}

function higherThan(price: string | null, other: string | null): string | null {
  return other !== null && byAmount(price, other) < 0 ? other : null;
}

export function asVariant({ highPrice: _high, ...offer }: ReadOffer): ProductVariant {
  return offer;
}

function bestOf(found: readonly (Availability | null)[]): Availability | null {
  return found.includes('InStock') ? 'InStock' : (found.find((one) => one !== null) ?? null);
}

function offerNodes(value: Json | undefined, depth: number): JsonNode[] {
  if (depth > maxNesting) return [];
  return nodesIn(value).flatMap((node) => {
    const nested = offerNodes(node.offers, depth + 1);
    return nested.length > 0 ? nested : [node];
  });
}

function readOffer(node: JsonNode): ReadOffer {
  const specification = currentPrice(node.priceSpecification);
  const amount = [
    ...[node.price, node.lowPrice],
    ...[specification?.price, specification?.minPrice],
  ].find((value) => /\d/.test(textOf(value)));
  const currency = currencyOf(node, specification, textOf(amount));
  const price = decimalPrice(textOf(amount), currency);
  const high = firstText(node, ['highPrice']) ?? firstText(specification, ['maxPrice']) ?? '';
  const item = nodesIn(node.itemOffered)[0] ?? {};
  return {
    name: firstText(node, ['name'], 300) ?? firstText(item, ['name'], 300) ?? '',
    ...itemNumbers(node, itemNumbers(item)),
    price,
    highPrice: higherThan(price, decimalPrice(high, currency)),
    currency,
    availability: availabilityOf(textOf(node.availability)),
  };
}

/** Where no currency is named, the sign beside the amount may tell. */
function currencyOf(node: JsonNode, specification: JsonNode | null, amount: string): string | null {
  const named =
    firstText(node, ['priceCurrency', 'currency']) ?? firstText(specification, ['priceCurrency']);
  return currencyCode(named ?? '') ?? currencyCode(amount.replace(/[\d.,\s]/g, ''));
}

/** Of several price specifications, the one that is paid now: neither the list price nor a price for a unit or members. */
function currentPrice(value: Json | undefined): JsonNode | null {
  const all = nodesIn(value);
  const paid = all.filter(
    (node) =>
      !formerPrice.test(textOf(node.priceType)) &&
      !nodesIn(node.referenceQuantity).length &&
      !nodesIn(node.validForMemberTier).length,
  );
  return paid[0] ?? all[0] ?? null;
}
