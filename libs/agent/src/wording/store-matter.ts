/** How words begin that tell of what a store does for every product alike, in the languages shops speak. */
const SHIPPING =
  'shipp|ship(?!\\p{L})|deliver|postage|versand|liefer|livr|envío|envia|entreg|spedi|consegn|bezorg|verzend|envio|frakt|leverans|levering|toimitu';
const RETURNS =
  'return|exchang|refund|rückgabe|umtausch|umzutausch|zurück|widerruf|retour|échang|rembours|devol|cambi|rimbors|troca|bytte|ånger|fortryd|palautu';
const PAYMENT = 'payment|pay(?!\\p{L})|zahlung|zahlen|paiement|pago|pagar|pagament|betal';
const beginningWith = (beginnings: string) =>
  new RegExp(String.raw`(?<!\p{L})(?:${beginnings})`, 'iu');

const MATTERS = Object.entries({ shipping: SHIPPING, returns: RETURNS, payment: PAYMENT }).map(
  ([matter, beginnings]) => [matter, beginningWith(beginnings)] as const,
);
const ANY = beginningWith([SHIPPING, RETURNS, PAYMENT, 'privacy|cancel'].join('|'));

/** Whether a question is of shipping, returns, payment and the like, whatever product it names. */
export function namesStoreMatter(question: string): boolean {
  return ANY.test(question);
}

/** Which of shipping, returns and payment a text names. */
export function storeMatters(text: string): string[] {
  return MATTERS.flatMap(([matter, pattern]) => (pattern.test(text) ? matter : []));
}
