import type { RetrievedChunk } from '@app/knowledge';

import { isGeneral, withoutAvailabilities } from '../grounding/claims/availability.js';
import { readClauses } from '../grounding/claims/clause.js';
import { TermIndex } from '../grounding/term-index.js';
import { asksStock } from '../questions/product-question.js';
import type { Question, QuestionTerm } from '../questions/question.js';
import { termsOf } from '../wording/words.js';
import { type Excerpt, quoteOf } from './excerpt.js';

/**
 * What is said of the stock of the product that a question names, and of no other: a page lists others beside its own, and
 * they are sold out when it is not. All excerpts where stock is not asked for, or no product's page has a name of the question.
 */
export function ofAskedProduct(
  question: Question,
  excerpts: readonly Excerpt[],
  results: readonly RetrievedChunk[],
): Excerpt[] {
  const asked = subjectOf(question);
  if (asked.length === 0) return [...excerpts];
  const names = namesOf(results);
  const fit = (name: TermIndex) =>
    asked.reduce((sum, { term, weight }) => sum + (name.knows(term) ? weight : 0), 0);
  const most = Math.max(0, ...[...names.values()].map(fit));
  if (most === 0) return [...excerpts];
  const isAsked = ({ chunk }: Excerpt) => fit(names.get(chunk.pageId) ?? EMPTY) === most;
  const telling = excerpts.filter(
    (one) => one.score > 0 && isAsked(one) && tellsOwnStock(one, names),
  );
  if (telling.length > 0) return telling;
  return excerpts.filter((one) => !names.has(one.chunk.pageId) || isAsked(one));
}

/** What the stock is asked of, by words of the question and of the conversation; nothing where stock is not asked for. */
function subjectOf({ text, terms }: Question): QuestionTerm[] {
  const ofStock = new Set([...STOCK, ...termsOf(text)]);
  for (const term of termsOf(withoutAvailabilities(text))) ofStock.delete(term);
  const isAsked = asksStock(text) || terms.some(({ term }) => STOCK.has(term));
  const topics = terms.filter(({ term, weight }) => weight >= CARRIED && !ofStock.has(term));
  return isAsked ? topics : [];
}

const STOCK = termsOf('stock available availability');
const CARRIED = 0.5;
const EMPTY = new TermIndex(new Set());

/** What the product of each page is called. */
function namesOf(results: readonly RetrievedChunk[]): Map<string, TermIndex> {
  const products = results.filter(({ product, pageKind }) => product && pageKind === 'product');
  return new Map(
    products.map(({ pageId, product }) => [pageId, new TermIndex(termsOf(product?.name ?? ''))]),
  );
}

/** Whether a quote speaks of stock, and nowhere of that of another page's product. */
function tellsOwnStock(excerpt: Excerpt, names: ReadonlyMap<string, TermIndex>): boolean {
  const { pageId } = excerpt.chunk;
  const stating = readClauses(quoteOf(excerpt)).filter(({ availabilities }) =>
    availabilities.some((state) => !isGeneral(state)),
  );
  const own = names.get(pageId) ?? EMPTY;
  const isOther = (subject: ReadonlySet<string>) =>
    subject.size > 0 &&
    !isCalled(own, subject) &&
    [...names].some(([id, name]) => id !== pageId && isCalled(name, subject));
  return stating.length > 0 && !stating.some(({ subject }) => isOther(subject));
}

const isCalled = (name: TermIndex, subject: ReadonlySet<string>): boolean =>
  [...subject].every((term) => name.knows(term));
