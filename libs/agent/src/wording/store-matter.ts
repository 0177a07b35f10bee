/** How words begin that tell of what a store does for every product alike, in the languages shops speak. */
const BEGINNINGS = [
  'return|exchang|refund|shipp|ship(?!\\p{L})|deliver|payment|pay(?!\\p{L})|privacy|cancel|postage|rückgabe|umtausch|umzutausch',
  'zurück|widerruf|versand|liefer|zahlung|zahlen|retour|échang|livr|paiement|rembours|devol|cambi|envío|envia|entreg|pago|pagar',
  'spedi|consegn|rimbors|pagament|bezorg|verzend|betal|troca|envio|frakt|leverans|levering|bytte|ånger|fortryd|palautu|toimitu',
].join('|');
const MATTER = new RegExp(String.raw`(?<!\p{L})(?:${BEGINNINGS})`, 'iu');

/** Whether a question is of shipping, returns, payment and the like, whatever product it names. */
export function namesStoreMatter(question: string): boolean {
  return MATTER.test(question);
}
