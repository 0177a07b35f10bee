import { expectedAnswer } from './expected-answer.js';

const STOCK =
  /(?<![\p{L}\p{N}])(?:in stock|out of stock|sold out|available|availability|auf lager|vorr[äa]tig|verf[üu]gbar|lieferbar|ausverkauft|en stock|disponib\p{L}*|agotad\p{L}*|esaurit\p{L}*|op voorraad|leverbaar|beschikbaar|i lager|p[åa] lager|tillg[äa]nglig\p{L}*|tilg[æe]ngelig\p{L}*)(?!\p{L})/iu;
const PRICE =
  /(?<![\p{L}\p{N}])(?:quanto|cu[áa]nto|precios?|prezz[io]|pre[çc]os?|prijs|hoeveel|kost|kosta\p{L}*|koster|pris(?:et)?|preise?|teuer)(?!\p{L})/iu;
/** An item number: letters and digits in one word. */
const ITEM_NUMBER =
  /(?<![\p{L}\p{N}])(?=[\p{L}-]{0,30}\d)(?=[\d-]{0,30}\p{L})[\p{L}\d-]{4,30}(?![\p{L}\p{N}])/u;

const CODE =
  /(?<!\p{L})(?:sku|ean|gtin|isbn|mpn|upc|(?:item|article|part|model|product|reference|serial)s? ?(?:numbers?|no|codes?|id)|(?:artikel|bestell|modell)-?nummer|référence|referencia|código|codice|artikelnummer)(?!\p{L})/iu;

/** Whether a question is for the number that a product goes by. */
export const asksCode = (question: string): boolean => CODE.test(question);

/** Whether a question is about what can be had. */
export const asksStock = (question: string): boolean => STOCK.test(question);

/** Whether a question may want the price, the stock or the item of a product, which its data tells best. */
export function mayConcernProduct(question: string): boolean {
  return (
    expectedAnswer(question) === 'price' ||
    [STOCK, PRICE, ITEM_NUMBER].some((pattern) => pattern.test(question))
  );
}
