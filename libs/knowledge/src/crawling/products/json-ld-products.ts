import type { Product, ProductVariant } from '../../pages/product.js';
import {
  asNode,
  firstText,
  isOfType,
  type Json,
  type JsonNode,
  nodesIn,
  textOf,
} from './json-node.js';
import { asVariant, itemNumbers, offersOf, type ReadOffer, summed } from './offers.js';

/** A product with where it stands: as what the page is about, or in a list of several. */
export interface FoundProduct {
  product: Product;
  isListed: boolean;
  /** Variants of one product that the page states one by one share it. */
  groupId: string | null;
}

export const productTypes =
  /^(Product|ProductGroup|ProductModel|IndividualProduct|SomeProducts|ProductCollection|Vehicle|Car|Book|MobileApplication|SoftwareApplication|Service)$/;
/** Of these, a page about it is a product page even without a price. */
const goods = /^(Product|ProductGroup|ProductModel|IndividualProduct|SomeProducts|Vehicle|Car)$/;
const listTypes = /^(ItemList|OfferCatalog|CollectionPage|SearchResultsPage)$/;
const maxDepth = 8;
const maxProducts = 200;
const maxVariants = 250;
const maxNameLength = 300;
const maxDescriptionLength = 1_000;

/** Members that lead to what a page is about; all others lead to reviews, related products and the like. */
const inward = ['@graph', 'mainEntity', 'mainEntityOfPage', 'about', 'hasPart'];
const listed = ['itemListElement', 'item', 'itemOffered'];

/** The products of JSON-LD (or of microdata in its form), in the order in which the page states them. */
export function productsIn(graph: readonly Json[]): FoundProduct[] {
  const found: FoundProduct[] = [];
  for (const block of graph) walk(block, { isListed: false, depth: 0 }, found);
  return found.slice(0, maxProducts);
}

function walk(
  value: Json | undefined,
  { isListed, depth }: { isListed: boolean; depth: number },
  found: FoundProduct[],
): void {
  if (depth > maxDepth || found.length >= maxProducts) return;
  for (const node of nodesIn(Array.isArray(value) ? value.flat(2) : value)) {
    if (isOfType(node, productTypes)) found.push(...asFound(node, isListed));
    const isList = isListed || isOfType(node, listTypes);
    for (const name of inward) walk(node[name], { isListed: isList, depth: depth + 1 }, found);
    for (const name of listed) walk(node[name], { isListed: true, depth: depth + 1 }, found);
  }
}

function asFound(node: JsonNode, isListed: boolean): FoundProduct[] {
  const product = readProduct(node);
  if (product === null) return [];
  const isBought = product.price !== null || product.availability !== null;
  if (!isBought && !isOfType(node, goods)) return [];
  const group =
    textOf(node.inProductGroupWithID) || textOf(asNode(node.isVariantOf)?.productGroupID);
  return [{ product, isListed, groupId: group || null }];
}

function readProduct(node: JsonNode): Product | null {
  const name = firstText(node, ['name'], maxNameLength);
  if (name === null) return null;
  const offers = offersOf(node);
  const variants = variantsOf(node, name);
  const sold = variants.length > 0 ? variants : namedOffers(offers, name);
  return {
    name,
    description: firstText(node, ['description'], maxDescriptionLength),
    brand: firstText(node, ['brand', 'manufacturer']),
    ...itemNumbers(node, offers.length === 1 ? offers[0] : undefined),
    ...summed(offers.length > 0 ? offers : sold),
    url: addressOf(node),
    variants: sold.slice(0, maxVariants),
  };
}

/** Offers that have a name or a number of their own are what the product can be bought as. */
function namedOffers(offers: readonly ReadOffer[], name: string): ProductVariant[] {
  if (offers.length < 2) return [];
  const named = offers.filter((offer) => offer.name !== '' || offer.sku !== null);
  return named.map((offer) => asVariant({ ...offer, name: offer.name || name }));
}

function addressOf(node: JsonNode): string | null {
  return textOf(node.url, '@id') || textOf(asNode(node.offers)?.url, '@id') || null;
}

function variantsOf(node: JsonNode, parent: string): ProductVariant[] {
  return nodesIn(node.hasVariant).flatMap((variant) => {
    const offers = offersOf(variant);
    const { price, currency, availability } = summed(offers);
    return {
      name: variantName(variant) || parent,
      ...itemNumbers(variant, offers[0]),
      price,
      currency,
      availability,
    };
  });
}

/** Some variants are told apart by their properties alone. */
function variantName(variant: JsonNode): string {
  const name = textOf(variant.name);
  const traits = ['color', 'size', 'material', 'pattern'].map((trait) => textOf(variant[trait]));
  const added = traits.filter(
    (trait) => trait !== '' && !name.toLowerCase().includes(trait.toLowerCase()),
  );
  return [name, added.join(' / ')]
    .filter((part) => part !== '')
    .join(' – ')
    .slice(0, maxNameLength);
}
