import type { PageKind } from '@app/knowledge';

import { expectedAnswer, givesAnswer } from '../questions/expected-answer.js';
import type { AgeTopic } from '../settings/max-ages.js';
import { PROMISE_WORDS } from '../settings/promise-words.js';

/** What a question is answered with: a piece of a page. */
interface Answering {
  pageKind: PageKind;
  text: string;
}

/** In the languages whose words of stock are known, too. */
const ASKS_PRICE = wholeWords(
  'cheap|cheaper|cheapest|expensive|teuer|teure[rnms]?|billig|billiger|preise?|prix|co[uû]te(?:nt)?|cuestan?|precios?',
  'costano?|costa|prezz[oi]|prijs|prijzen|preços?|custam?|pris|priser|priset|prisen|hinta|maksaa',
);
const ASKS_POLICY = wordsFrom(
  'return|exchang|warrant|guarantee|shipp|deliver|payment|privacy|cancel|rückgabe|umtausch|umzutausch|garantie|gewährleist',
  'zurück|widerruf|versand|liefer|zahlung|retour|échang|livr|paiement|rembours|devol|cambi|garant|envío|entreg|pago',
  'spedi|consegn|rimbors|pagament|bezorg|betal|troca|envio|frakt|leverans|levering|bytte|ånger|fortryd|palautu|toimitu',
);

function wholeWords(...words: string[]): RegExp {
  return new RegExp(String.raw`(?<!\p{L})(?:${words.join('|')})(?!\p{L})`, 'iu');
}

function wordsFrom(...beginnings: string[]): RegExp {
  return new RegExp(String.raw`(?<!\p{L})(?:${beginnings.join('|')})`, 'iu');
}

/**
 * What may have changed about an answer, by the words of the question and by where the answer stands: a price on a product's
 * page is one however it was asked for.
 */
export function ageTopic(question: string, { pageKind, text }: Answering): AgeTopic {
  const asksPrice = expectedAnswer(question) === 'price' || ASKS_PRICE.test(question);
  if (asksPrice || isAboutStock(question)) return 'prices';
  if (pageKind === 'product' && (givesAnswer(text, 'price') || isAboutStock(text))) return 'prices';
  return pageKind === 'policy' || ASKS_POLICY.test(question) ? 'policies' : 'others';
}

const isAboutStock = (text: string): boolean =>
  PROMISE_WORDS.stock.every((pattern) => pattern.test(text));
