import type { Citation } from '../conversations/citation.js';
import type { Message } from '../conversations/message.entity.js';
import type { Usage } from '../conversations/usage.js';

export interface EventError {
  code: string;
  message: string;
  retryable: boolean;
}

/**
 * What happens while a question is answered, in order: status, tokens and citations as they come, usage, and exactly one
 * `done` or `error` as the last. A status names the message of the answer where that can be resumed. Tokens that were sent are never taken back; an `error` says that they are not whole.
 */
export type AnswerEvent =
  | { type: 'status'; stage: 'searching' | 'rechecking' | 'answering'; messageId?: string }
  | { type: 'token'; text: string }
  | { type: 'citation'; citation: Citation }
  | { type: 'usage'; usage: Usage }
  | { type: 'done'; message: Message }
  | { type: 'error'; error: EventError; message?: Message };
