import { answerCancelled, isLasting } from '../agent.errors.js';
import type { Message } from '../conversations/message.entity.js';
import type { AnswerEvent } from './answer-event.js';

/** The last event of an answer that was stored. */
export function endOf(message: Message): Extract<AnswerEvent, { type: 'done' | 'error' }> {
  if (message.outcome !== 'failed') return { type: 'done', message };
  const code = message.errorCode ?? 'AGENT_ANSWER_FAILED';
  return {
    type: 'error',
    error: { code, message: textOf(code), retryable: !isLasting(code) },
    message,
  };
}

function textOf(code: string): string {
  const cancelled = answerCancelled();
  if (code === cancelled.code) return cancelled.message;
  return isLasting(code)
    ? 'The answer could not be completed; asking again does not help.'
    : 'The answer could not be completed; ask again.';
}
