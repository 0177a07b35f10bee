import { answerCancelled } from '../agent.errors.js';
import type { Message } from '../conversations/message.entity.js';
import type { AnswerEvent } from './answer-event.js';

/** The last event of an answer that was stored. */
export function endOf(message: Message): Extract<AnswerEvent, { type: 'done' | 'error' }> {
  if (message.outcome !== 'failed') return { type: 'done', message };
  const code = message.errorCode ?? 'AGENT_ANSWER_FAILED';
  const cancelled = answerCancelled();
  const isMeant = code === cancelled.code;
  const text = isMeant ? cancelled.message : 'The answer could not be completed; ask again.';
  return { type: 'error', error: { code, message: text, retryable: !isMeant }, message };
}
