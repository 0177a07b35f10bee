import { defineEvent } from './define-event.js';

export interface ModelCalled {
  purpose: string;
  /** As the server calls it; a store may have chosen it. */
  model: string;
  end: 'done' | 'failed' | 'stopped';
  ms: number;
  /** 0 where the server did not tell. */
  inputTokens: number;
  outputTokens: number;
  /** Null where no price is known. */
  cost: number | null;
}

/** A language or embedding model was called. */
export const modelCalled = defineEvent<ModelCalled>('model-call');
