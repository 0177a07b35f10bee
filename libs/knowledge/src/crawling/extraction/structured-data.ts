import { cleanLine } from './clean-text.js';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type JsonObject = Record<string, Json>;

const maxDepth = 8;
const maxLines = 60;
const maxOffers = 30;

/**
 * Reads JSON-LD blocks for what shops often state only there: names, prices and availability of products, questions with
 * their answers. Returns the lines whose facts the page's own text lacks; anything unreadable counts as absent.
 */
export function structuredLines(blocks: readonly string[], pageText: string): string[] {
  const lines = blocks
    .flatMap((block) => nodesOf(parseTolerantly(block), 0))
    .flatMap((node) => linesOf(node, pageText));
  return [...new Set(lines)].slice(0, maxLines);
}

/** Two thirds of the product blocks on real shops hold raw line breaks, comments or trailing commas. */
function parseTolerantly(block: string): Json {
  const text = block.replace(
    /^\s*(<!--|\/\*<!\[CDATA\[\*\/|<!\[CDATA\[)|(-->|\/\*]]>\*\/|]]>)\s*;?\s*$/g,
    '',
  );
  const withoutControls = text.replace(/\p{Cc}+/gu, ' ');
  for (const candidate of [text, withoutControls, withoutControls.replace(/,\s*([}\]])/g, '$1')]) {
    try {
      return JSON.parse(candidate) as Json;
    } catch {
      continue;
    }
  }
  return null;
}

function nodesOf(value: Json | undefined, depth: number): JsonObject[] {
  if (depth > maxDepth || value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((item) => nodesOf(item, depth + 1));
  return [
    value,
    ...['@graph', 'mainEntity', 'hasVariant'].flatMap((name) => nodesOf(value[name], depth + 1)),
  ];
}

function linesOf(node: JsonObject, pageText: string): string[] {
  const types = [node['@type']].flat().map(String);
  if (types.includes('Question')) return questionLines(node, pageText);
  if (types.some((type) => /^(Product|ProductGroup|ProductModel|Service)$/.test(type)))
    return productLines(node, pageText);
  return [];
}

function questionLines(node: JsonObject, pageText: string): string[] {
  const question = textOf(node.name);
  const [answer] = [node.acceptedAnswer, node.suggestedAnswer]
    .flat()
    .map((given) => textOf(given, 'text'));
  if (question === '' || answer === undefined || answer === '') return [];
  const isShown = includesText(pageText, answer.slice(0, 80));
  return isShown ? [] : [`${question} ${answer}`];
}

function productLines(node: JsonObject, pageText: string): string[] {
  const name = textOf(node.name);
  if (name === '') return [];
  const offers = nestedOffers(node.offers, 0).slice(0, maxOffers);
  const lines = offers.flatMap((offer) => offerLines(offer, textOf(offer.name) || name, pageText));
  const sku = textOf(node.sku) || textOf(node.mpn) || textOf(node.gtin13);
  if (sku !== '' && !includesText(pageText, sku)) lines.push(`${name}: item number ${sku}`);
  const brand = textOf(node.brand);
  if (brand !== '' && !includesText(pageText, brand)) lines.push(`${name}: brand ${brand}`);
  return lines.length === 0 && !includesText(pageText, name) ? [name] : lines;
}

function nestedOffers(value: Json | undefined, depth: number): JsonObject[] {
  if (depth > 3 || value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((item) => nestedOffers(item, depth + 1));
  return 'offers' in value ? nestedOffers(value.offers, depth + 1) : [value];
}

function offerLines(offer: JsonObject, name: string, pageText: string): string[] {
  const currency = textOf(offer.priceCurrency);
  const amounts = [offer.price, offer.lowPrice, offer.highPrice]
    .map((amount) => textOf(amount))
    .filter((amount) => /\d/.test(amount));
  const isPriced =
    amounts.length > 0 && !amounts.every((amount) => includesAmount(pageText, amount));
  const availability = availabilityOf(textOf(offer.availability));
  const isAvailabilityShown =
    /\b(in|out of) stock\b|sold out|availab|verfügbar|lieferbar|ausverkauft|en stock/i.test(
      pageText,
    );
  return [
    ...(isPriced ? [`${name}: price ${amounts.join(' to ')} ${currency}`.trim()] : []),
    ...(availability !== '' && !isAvailabilityShown ? [`${name}: ${availability}`] : []),
  ];
}

/** `https://schema.org/InStock` → `in stock`. */
function availabilityOf(value: string): string {
  const word = value.split(/[/#]/).at(-1) ?? '';
  return word.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

function textOf(value: Json | undefined, member = 'name'): string {
  if (typeof value === 'string') return cleanLine(value.replace(/<[^>]{0,500}>/g, ' '));
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return textOf(value[0], member);
  if (value === null || typeof value !== 'object') return '';
  return typeof value[member] === 'object' ? '' : textOf(value[member], member);
}

function includesText(pageText: string, text: string): boolean {
  const plain = (given: string) => given.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
  return plain(pageText).includes(plain(text).trim());
}

/** 1299.00 is shown as 1,299.00 or 1.299,00 or 1 299. */
function includesAmount(pageText: string, amount: string): boolean {
  const value = Number(amount.replace(/[^\d.]/g, ''));
  if (!Number.isFinite(value)) return includesText(pageText, amount);
  const [whole = '', cents = '00'] = value.toFixed(2).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "[.,'’\\s]?");
  const ending = cents === '00' ? '(?:[.,]00?|[.,]-)?' : `[.,]${cents.replace(/0$/, '0?')}`;
  return new RegExp(`(?<![\\d.,])${grouped}${ending}(?![\\d])`).test(pageText);
}
