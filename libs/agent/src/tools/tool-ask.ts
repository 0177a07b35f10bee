import type { Language, RetrievedChunk } from '@app/knowledge';
import type { Meter } from '@app/tenancy';

import type { OrderEnd, OrderShopper } from '../orders/order-status.service.js';
import type { AnswerTrace } from '../receipts/answer-trace.js';

/** A shopper's message as tools see it. */
export interface ToolAsk {
  content: string;
  /** What the shopper said before, oldest first; what the agent said may hold words of pages and is not here. */
  before: readonly string[];
  /** Left out where nobody can be shown an order: trials, replays, and doors without a conversation. */
  shopper?: OrderShopper;
  /** Replays and trials are no shopper's, and use up nothing that shoppers may call. */
  isTrial: boolean;
  language: Language;
  trace: AnswerTrace;
  meter: Meter;
  signal: AbortSignal;
}

/** What tools gave for one answer. */
export interface ToolFinds {
  order: OrderEnd | null;
  products: RetrievedChunk[];
}

export const NO_FINDS: ToolFinds = { order: null, products: [] };

/** Calls that are due; nothing is called before it is run. */
export type DueCalls = () => Promise<ToolFinds>;
export type DueOrder = () => Promise<OrderEnd>;
