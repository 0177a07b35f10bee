import type { StoreScope } from '@app/tenancy';

import { type AnswerEnded, answerEnded } from '../agent.events.js';
import type { AnswerParts } from '../answering/answer-draft.js';

/** The same parts, within an event that is published at their end for those who count. */
export async function* toldAnswer(
  { storeId }: StoreScope,
  parts: AnswerParts,
  signal: AbortSignal,
): AnswerParts {
  const start = performance.now();
  const since = () => Math.round(performance.now() - start);
  const told: AnswerEnded = { storeId, outcome: 'stopped', firstMs: null, ms: 0 };
  try {
    for (;;) {
      // part by part, since between them it is its reader's turn
      const next = await answerEnded.within(told, () => parts.next());
      if (next.done) {
        told.outcome = next.value.outcome;
        return next.value;
      }
      told.firstMs ??= since();
      yield next.value;
    }
  } catch (error) {
    if (!signal.aborted) told.outcome = 'failed';
    throw error;
  } finally {
    await answerEnded.within(told, () => parts.return(undefined as never));
    told.ms = since();
    answerEnded.publish(told);
  }
}
