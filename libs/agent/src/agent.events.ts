import { defineEvent } from '@app/tenancy';

import type { AnswerOutcome } from './conversations/message.entity.js';
import type { ToolName, ToolOutcome } from './tools/tool-use.js';
import type { DeliveryStatus } from './webhooks/webhook-delivery.entity.js';

export interface AnswerEnded {
  storeId: string;
  /** `stopped`: whoever asked left or cancelled it. */
  outcome: AnswerOutcome | 'stopped';
  /** Until the first event; null where there was none. */
  firstMs: number | null;
  ms: number;
}

/** A question of a shopper was answered, or not. */
export const answerEnded = defineEvent<AnswerEnded>('answer');

/** A tool was called for an answer. */
export const toolCalled = defineEvent<{ tool: ToolName; outcome: ToolOutcome; ms: number }>('tool');

/** The sentences of a model's answer were held against its sources. `ms`: of all of them, as they came. */
export const answerChecked = defineEvent<{ sentences: number; shown: number; ms: number }>('check');

/** One attempt to tell a store's webhook ended; `pending` is tried again. */
export const deliveryTried = defineEvent<{ status: DeliveryStatus }>('delivery');
