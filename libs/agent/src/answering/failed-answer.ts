import type { FinishedAnswer } from '../conversations/turn.service.js';
import { REPLIES } from '../prompts/replies.js';

/** What is stored of an answer that came to nothing: never half of it. */
export function failedAnswer(errorCode: string, latencyMs: number): FinishedAnswer {
  return {
    content: REPLIES.failed,
    outcome: 'failed',
    citations: [],
    release: null,
    usage: null,
    latencyMs,
    errorCode,
  };
}
