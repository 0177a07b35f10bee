import { type BudgetStep, whenSpentOf } from '@app/tenancy';

import {
  abstention,
  type AnswerDraft,
  type AnswerParts,
  NO_USAGE,
  said,
} from '../answering/answer-draft.js';
import type { Evidence } from '../answering/evidence-finder.js';
import type { ChatModel } from '../models/chat-model.js';
import { orderDraft } from '../orders/order-draft.js';
import type { FoundOrder } from '../orders/order-status.service.js';
import type { StoreAgent } from '../settings/store-agents.js';
import type { Making } from './making.js';
import { quotedAnswer } from './quoted-answer.js';
import { type Told, wordedAnswer } from './worded-answer.js';

/** Which model answers on a step of the budget's ladder; null: none does. */
export function modelOn(step: BudgetStep, { model, cheaper = null }: StoreAgent): ChatModel | null {
  if (step === 'quotes' || step === 'contact') return null;
  return step === 'cheaper_model' ? (cheaper ?? model) : model;
}

/** Without a cheaper model the step is that of the store's own choice, which is quotes where it has no model. */
export function stepServed(step: BudgetStep, { model, cheaper = null }: StoreAgent): BudgetStep {
  if (step === 'contact') return step;
  if (model === null) return 'quotes';
  return step === 'cheaper_model' && cheaper === null ? 'model' : step;
}

/** No answer, but whom to ask instead: said where no money may be spent, and no gap of the store's pages. */
export function contactAnswer({ replies, handsOff, meter, trace }: Making): AnswerDraft {
  const { amount: cost, currency } = meter.cost;
  const usage = { ...NO_USAGE, cost, currency, budgetStep: trace.budgetStep };
  return { ...abstention(replies, null, usage), handsOff };
}

/** An answer in the model's words; where others have spent what was left meanwhile, one without them. */
export async function* affordedAnswer(evidence: Evidence, told: Told, making: Making): AnswerParts {
  try {
    return yield* wordedAnswer(evidence, told, making);
  } catch (error) {
    // nothing was said yet, since the model was not asked
    const whenSpent = whenSpentOf(error);
    if (whenSpent === null) throw error;
    making.trace.fellTo(whenSpent);
    return yield* withoutModel(evidence, told.order, making);
  }
}

/** The order that was found, else pages' words. */
async function* withoutModel(
  evidence: Evidence,
  order: FoundOrder | null,
  making: Making,
): AnswerParts {
  if (order !== null) return yield* said(orderDraft(order, making));
  if (making.trace.budgetStep === 'contact') return yield* said(contactAnswer(making));
  const parts = quotedAnswer(evidence, making);
  for (;;) {
    const next = await parts.next();
    if (next.done) return next.value;
    // that it is being answered was said before
    if (next.value.type !== 'status') yield next.value;
  }
}
