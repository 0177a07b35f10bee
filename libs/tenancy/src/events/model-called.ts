import type { UsagePurpose } from '../usage/usage-purpose.js';
import { defineEvent } from './define-event.js';

export interface ModelCalled {
  purpose: UsagePurpose;
  /** As the server calls it; a store may have chosen it. */
  model: string;
  end: 'done' | 'failed' | 'stopped';
  ms: number;
  /** As the ledger has them: counted by length where the server did not tell. */
  inputTokens: number;
  outputTokens: number;
  /** In the currency of the price list; null where no price is known. */
  cost: number | null;
}

/** A language, embedding or rerank model was called; told by `CallMeter` alone. */
export const modelCalled = defineEvent<ModelCalled>('model-call');
