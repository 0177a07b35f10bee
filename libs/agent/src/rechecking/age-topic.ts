import type { PageKind } from '@app/knowledge';

import { expectedAnswer, givesAnswer } from '../questions/expected-answer.js';
import type { AgeTopic } from '../settings/max-ages.js';
import { PROMISE_WORDS } from '../settings/promise-words.js';

/** What a question is answered with: a piece of a page. */
interface Answering {
  pageKind: PageKind;
  text: string;
}

const ASKS_PRICE =
  /\b(?:cheap|expensive|teuer|billig|preise?|prix|coût(?:e|ent)?|cuestan?|precios?|costan?|prezz[oi]|prijs|prijzen|preços?|custam?|pris(?:et|er)?|hinta)/iu;
const ASKS_POLICY =
  /\b(?:return|exchang|warrant|guarantee|shipp|deliver|payment|privacy|cancel|rückgabe|umtausch|garantie|gewährleist|zurück|widerruf|versand|liefer|zahl|retour|échang|livr|paiement|rembours|devol|cambi|garant|envío|entreg|pago|reso|spedi|consegn|rimbors|pagament|retourn|bezorg|betal|troca|envio|pagamento|frakt|lever|bytte|ånger|fortryd)/iu;

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
