import type { PageKind } from '@app/knowledge';

import { expectedAnswer, givesAnswer } from '../questions/expected-answer.js';
import type { AgeTopic } from '../settings/max-ages.js';
import { PROMISE_WORDS } from '../settings/promise-words.js';
import { namesStoreMatter } from '../wording/store-matter.js';

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
const ASKS_WARRANTY = wordsFrom('warrant|guarantee|garantie|gewährleist|garant');

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
  return pageKind === 'policy' || asksPolicy(question) ? 'policies' : 'others';
}

const asksPolicy = (question: string): boolean =>
  namesStoreMatter(question) || ASKS_WARRANTY.test(question);

const isAboutStock = (text: string): boolean =>
  PROMISE_WORDS.stock.every((pattern) => pattern.test(text));
