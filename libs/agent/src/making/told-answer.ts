import type { StoreScope } from '@app/tenancy';

import { type AnswerEnded, answerEnded } from '../agent.events.js';
import type { AnswerParts } from '../answering/answer-draft.js';

/** The same parts, with an event at their end for those who count. */
export async function* toldAnswer(
  { storeId }: StoreScope,
  parts: AnswerParts,
  signal: AbortSignal,
): AnswerParts {
  const start = performance.now();
  const since = () => Math.round(performance.now() - start);
  let firstMs: number | null = null;
  let outcome: AnswerEnded['outcome'] = 'stopped';
  try {
    for (;;) {
      const next = await parts.next();
      if (next.done) {
        outcome = next.value.outcome;
        return next.value;
      }
      firstMs ??= since();
      yield next.value;
    }
  } catch (error) {
    if (!signal.aborted) outcome = 'failed';
    throw error;
  } finally {
    await parts.return(undefined as never);
    answerEnded.publish({ storeId, outcome, firstMs, ms: since() });
  }
}
