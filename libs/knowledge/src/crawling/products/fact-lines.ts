import type { Offer, Product } from '../../pages/product.js';
import { spokenAvailability } from './availability.js';
import { isOfType, type Json, type JsonNode, nodesIn, textOf } from './json-node.js';
import { decimalPrice } from './money.js';

const maxDepth = 8;
const maxLines = 60;
const maxOffers = 30;

/**
 * Lines for the facts that a page states in data and that its own text lacks: prices, availability, item numbers and
 * brands of products, questions with their answers.
 */
export function factLines(
  products: readonly Product[],
  graph: readonly Json[],
  pageText: string,
): string[] {
  const page = new PageText(pageText);
  const lines = [
    ...products.flatMap((product) => productLines(product, page)),
    ...questionsIn([...graph], 0).flatMap((node) => questionLines(node, page)),
  ];
  return [...new Set(lines)].slice(0, maxLines);
}

/** Questions with an answer that a page states, wherever they stand. */
export function questionsIn(value: Json | undefined, depth: number): JsonNode[] {
  if (depth > maxDepth) return [];
  return nodesIn(Array.isArray(value) ? value.flat(2) : value).flatMap((node) => [
    ...(isOfType(node, /^Question$/) ? [node] : []),
    ...['@graph', 'mainEntity', 'hasPart', 'subjectOf'].flatMap((name) =>
      questionsIn(node[name], depth + 1),
    ),
  ]);
}

function questionLines(node: JsonNode, page: PageText): string[] {
  const question = textOf(node.name) || textOf(node.text);
  const [answer = ''] = [node.acceptedAnswer, node.suggestedAnswer]
    .flat()
    .map((given) => textOf(given, 'text'))
    .filter((text) => text !== '');
  if (question === '' || answer === '' || page.has(answer.slice(0, 80))) return [];
  return [`${question} ${answer}`];
}

function productLines(product: Product, page: PageText): string[] {
  const { name, sku, brand, variants } = product;
  const sold = variants.length > 0 ? variants : [product];
  const lines = sold.slice(0, maxOffers).flatMap((offer) => offerLines(offer, page));
  if (sku !== null && !page.has(sku)) lines.push(`${name}: item number ${sku}`);
  if (brand !== null && !page.has(brand)) lines.push(`${name}: brand ${brand}`);
  return lines.length === 0 && !page.has(name) ? [name] : lines;
}

function offerLines(
  {
    name,
    price,
    currency,
    availability,
    ...range
  }: Offer & { name: string; highPrice?: string | null },
  page: PageText,
): string[] {
  const amounts = [price, range.highPrice ?? null].filter((amount) => amount !== null);
  const isPriced = amounts.length > 0 && !amounts.every((amount) => page.hasAmount(amount));
  return [
    ...(isPriced ? [`${name}: price ${amounts.join(' to ')} ${currency ?? ''}`.trim()] : []),
    ...(availability !== null && !page.tellsAvailability
      ? [`${name}: ${spokenAvailability(availability)}`]
      : []),
  ];
}

/** A page's text, made comparable once. */
class PageText {
  readonly tellsAvailability: boolean;
  private readonly words: string;
  private readonly amounts: ReadonlySet<number>;

  constructor(text: string) {
    this.words = plain(text);
    this.amounts = amountsIn(text);
    this.tellsAvailability =
      /\b(in|out of) stock\b|sold out|availab|verfügbar|lieferbar|ausverkauft|en stock/i.test(text);
  }

  has(text: string): boolean {
    return this.words.includes(plain(text).trim());
  }

  hasAmount(amount: string): boolean {
    return this.amounts.has(Number(amount));
  }
}

/** 1299.00 is shown as 1,299.00 or 1.299,00 or 1 299; what could be read in two ways counts in both. */
function amountsIn(text: string): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [shown] of text.matchAll(
    /\d+(?:[.,'’ \u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d{1,2}(?!\d))?/g,
  )) {
    for (const reading of [shown, ...shown.split(/[\s'’]/)]) {
      const amount = decimalPrice(reading);
      if (amount !== null) found.add(Number(amount));
    }
  }
  return found;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
}
