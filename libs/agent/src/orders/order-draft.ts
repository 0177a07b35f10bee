import type { Language } from '@app/knowledge';

import { type AnswerDraft, NO_USAGE } from '../answering/answer-draft.js';
import { orderText } from '../prompts/orders/order-text.js';
import type { Replies } from '../prompts/replies/replies.js';
import type { OrderEnd } from './order-status.service.js';

/** What is said of an order without a model, or instead of one: its facts, or why there are none in words that tell nothing. */
export function orderDraft(
  end: OrderEnd,
  { replies, language }: { replies: Replies; language: Language },
): AnswerDraft {
  const rest = { citations: [], release: null, usage: NO_USAGE };
  if ('order' in end) {
    return { ...rest, content: orderText(end.order, language), outcome: 'answered' };
  }
  const outcome = end.reply === 'orderFailed' ? 'abstained' : 'small_talk';
  return { ...rest, content: replies[end.reply], outcome };
}
