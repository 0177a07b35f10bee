import type { RetrievedChunk } from '@app/knowledge';

import { type AnswerParts, said } from '../answering/answer-draft.js';
import type { Evidence } from '../answering/evidence-finder.js';
import { orderDraft } from '../orders/order-draft.js';
import { orderSource } from '../orders/order-source.js';
import type { FoundOrder } from '../orders/order-status.service.js';
import { type Making, unanswered, usageOf } from './making.js';

/** What an answer tells beside what was found. */
export interface Told {
  order: FoundOrder | null;
  products: readonly RetrievedChunk[];
}

/** An answer in the model's words; what it leaves out of an order is told without it. */
export async function* wordedAnswer(
  evidence: Evidence,
  { order, products }: Told,
  making: Making,
): AnswerParts {
  const { model, trace, signal } = making;
  yield { type: 'status', stage: 'answering' };
  const urls = new Set(products.map(({ url }) => url));
  const source = order && orderSource(order.order);
  const given = { order: source, products: urls, trace, signal };
  const { content, citations, tellsOrder } = yield* model.answer(evidence, given);
  const left = order === null || tellsOrder ? '' : orderDraft(order, making).content;
  const parts = [content, left].filter((part) => part !== '');
  const usage = usageOf(evidence, making);
  if (parts.length === 0) return yield* said(unanswered(evidence, making, usage));
  if (left !== '') yield { type: 'token', text: content === '' ? left : `\n\n${left}` };
  const { release } = evidence;
  return { content: parts.join('\n\n'), outcome: 'answered', citations, release, usage };
}
