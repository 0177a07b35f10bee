/** A question about an order of the shopper's own, and the order's number where one was named. */
export interface OrderQuestion {
  orderNumber: string | null;
}

/** Languages together: a word of one hardly means something else in another where the rest of the sentence fits. */
const words = (...patterns: string[]) =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${patterns.join('|')})(?![\p{L}\p{N}])`, 'iu');

const ORDERS = [
  'orders?|parcels?|packages?|shipments?|delivery',
  String.raw`\p{L}{0,30}bestellung(?:en)?|\p{L}{0,30}pakete?s?|lieferung|sendung|auftrag|bestell\p{L}*|auftrags\p{L}*`,
  'commandes?|colis|livraison|pedidos?|paquetes?|env[ií]o|ordin[ei]|pacc(?:o|hi)|spedizione',
  String.raw`bestelling(?:en)?|pakket(?:je)?|levering|zending|bestel\p{L}*|encomendas?|pacote|entrega`,
  'best[äa]llning(?:en)?|ordern?|paketet|leveransen|bestilling(?:en)?|ordren?|pakken?|pakke|leveringen|ordernummer',
].join('|');
const ORDER = words(ORDERS);
const POSSESSIVES = [
  String.raw`my|our|mein\p{L}*|unser\p{L}*|mon|ma|mes|notre|mi|mis|nuestro|mio|mia|miei|mijn|onze|ons`,
  'meu|minha|meus|nosso|nossa|min|mitt|mina|mine|vores|v[åa]r(?:t)?',
].join('|');
/** "My last order", and as they say in the north, "the parcel mine". */
const MY_ORDER = words(
  String.raw`(?:${POSSESSIVES})(?:\s+\p{L}{1,30}){0,2}\s+(?:${ORDERS})`,
  String.raw`(?:pakken|ordren|bestillingen|leveringen)\s+min`,
);
const STATE = words(
  String.raw`where(?:['’]?s| is| are)?|status|track(?:ing)?|arrived|shipped|dispatched|sent|late|yet|lost|missing`,
  String.raw`wo|verfolg\p{L}*|angekommen|versandt|verschickt|unterwegs|bleibt|geliefert`,
  String.raw`o[uù]|statut|suivi|suivre|arrivée?s?|arrivato|exp[ée]di\p{L}*|envoy\p{L}*|d[oó]nde|estado|seguimiento|lleg\p{L}*|enviad\p{L}*`,
  String.raw`dov['’]?[eè]|stato|traccia\p{L}*|spedit\p{L}*|waar|volg\p{L}*|aangekomen|verzonden|blijft`,
  String.raw`onde|rastre\p{L}*|cheg\p{L}*|var|sp[åa]ra|skickad\p{L}*|kommit|hvor|spor\p{L}*|ankommet|sendt|kommet`,
);
const WHEN = words(
  'when|wann|quand|cu[áa]ndo|quando|wanneer|n[äa]r|hvorn[åa]r|n[åa]r|kommt|komt|kommer|arrives?|coming',
);
/** What stands for the order that was spoken of, or comes as one does. */
const SAME = words(
  'it|they|this|that|es|sie|das|elle|il|ça|het|hij|dat|ele|ela|den|det|lo|la',
  String.raw`arriv\p{L}*|llega\p{L}*|chega\p{L}*|ankomm\p{L}*|kommt|komt|kommer`,
);
/** What is wished to be done with an order stands on the store's pages. */
const OTHER_WISH = words(
  String.raw`returns?|returning|refund\p{L}*|cancel\p{L}*|exchange|change|zur[üu]ck\p{L}*|retour\p{L}*|storn\p{L}*|umtausch\p{L}*`,
  String.raw`rembours\p{L}*|annul\p{L}*|renvoyer|devol\p{L}*|cancelar|rimbors\p{L}*|reso|restitu\p{L}*|ruilen|cambi\p{L}*`,
  String.raw`[åa]ngra|avbest\p{L}*|fortryd\p{L}*|angre\p{L}*`,
);
const HOW =
  /^\W*(?:how|(?:can|could|may) i|wie|kann ich|comment|c[óo]mo|come|hoe|como|hur|hvordan)(?!\p{L})/iu;

/** Three digits at least, maybe with letters and hyphens around; no amount, percentage or date. */
const NUMBER =
  /(?<![\p{L}\p{N}.,$€£¥/-])#?(?=[A-Z0-9-]*\d{3})([A-Z]{0,8}(?:-?[A-Z0-9]){3,24})(?![\p{L}\p{N}%$€£/-]|[.,]\d|\s?(?:€|\$|£|eur\b|usd\b|kr\b))/giu;
/** Before a number that is an amount, a year or a place. */
const OTHER_NUMBER =
  /(?<!\p{L})(?:over|above|under|below|than|least|most|from|up to|to|in|ab|[üu]ber|unter|als|bis|nach|vers|plus de|m[áa]s de|oltre|pi[ùu] di|boven|vanaf|naar|acima de|mais de|para|[öo]ver|fr[åa]n?|till?)\s+$/iu;
const DATE = /^(?:19|20)\d{2}-\d{1,2}(?:-\d{1,2})?$/;
const SHORT = 6;
const MAX_NUMBER = 40;

/** What in a message could be an order's number, in its order. */
export function orderNumbersIn(message: string): string[] {
  return [...message.matchAll(NUMBER)]
    .filter(({ index }) => !OTHER_NUMBER.test(message.slice(Math.max(0, index - 20), index)))
    .map(([, number = '']) => number)
    .filter((number) => !DATE.test(number) && number.length <= MAX_NUMBER);
}

/** Whether this very number stands in a message, however it is spelt. */
export function namesOrder(message: string, orderNumber: string): boolean {
  const plain = orderNumber.replace(/[\s#]/gu, '').toUpperCase();
  const found: string[] =
    message.toUpperCase().match(/[\p{L}\p{N}]+(?:[-_/.][\p{L}\p{N}]+)*/gu) ?? [];
  return plain !== '' && found.includes(plain);
}

/** Whether a message could be about an order at all: what a model is asked to decide. */
export function mayConcernOrder(message: string): boolean {
  return orderNumbersIn(message).length > 0 || MY_ORDER.test(message);
}

/**
 * Where an order is, asked plainly: about an order by its number, or about the shopper's own. `before`: what the shopper
 * said until then, oldest first, to which a bare number is the answer and "when does it arrive" goes on. Null for
 * everything else, which the store's pages answer.
 */
export function readOrderQuestion(
  message: string,
  before: readonly string[] = [],
): OrderQuestion | null {
  const orderNumber = orderNumbersIn(message)[0] ?? null;
  if (OTHER_WISH.test(message)) return null;
  if (!ORDER.test(message)) return isShort(message) ? goneOn(message, orderNumber, before) : null;
  const isAsked = orderNumber === null ? asksForOwn(message) : asksForNumbered(message);
  return isAsked ? { orderNumber } : null;
}

function goneOn(
  message: string,
  orderNumber: string | null,
  before: readonly string[],
): OrderQuestion | null {
  const isState = STATE.test(message) || WHEN.test(message);
  const isAbout = orderNumber !== null || (isState && SAME.test(message));
  const last = before.at(-1);
  if (!isAbout || last === undefined) return null;
  const earlier = readOrderQuestion(last, before.slice(0, -1));
  return earlier && { orderNumber: orderNumber ?? earlier.orderNumber };
}

const asksForNumbered = (message: string): boolean =>
  STATE.test(message) || WHEN.test(message) || isShort(message);

/** Without a number "when will my order arrive" is what the pages on delivery answer. */
const asksForOwn = (message: string): boolean =>
  MY_ORDER.test(message) && STATE.test(message) && !HOW.test(message);

const isShort = (message: string): boolean => message.trim().split(/\s+/u).length <= SHORT;

const CODE = /(?<![\p{L}\p{N}-])(?=[A-Z]*\d)[A-Z0-9]{6,12}(?![\p{L}\p{N}-])/giu;
const SPEAKS_OF_CODE = words('codes?|kod|koden?|kode|c[óo]digo|codice|pin');

/** The code that a shopper gives who was asked for one; null where the message is about something else. */
export function codeIn(message: string, orderNumber: string): string | null {
  if (!isShort(message) && !SPEAKS_OF_CODE.test(message)) return null;
  const codes = (message.match(CODE) ?? []).filter((code) => code.toUpperCase() !== orderNumber);
  return codes[0] ?? null;
}
