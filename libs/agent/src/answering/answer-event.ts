import type { Message } from '../conversations/message.entity.js';

/** A piece of a page that an answer rests on. `quote` stands word for word in the page's text. */
export interface Citation {
  number: number;
  url: string;
  title: string;
  quote: string;
  fetchedAt: string;
}

export interface Usage {
  /** Null where no language model took part. */
  model: string | null;
  inputTokens: number;
  outputTokens: number;
  /** True where the model's server did not count and lengths were counted instead. */
  isEstimated: boolean;
  /** How well the pages found cover the question, 0 to 1; null where nothing was searched. */
  evidence: number | null;
}

export interface EventError {
  code: string;
  message: string;
  retryable: boolean;
}

/**
 * What happens while a question is answered, in order: status, tokens and citations as they come, usage, and exactly one
 * `done` or `error` as the last. Tokens that were sent are never taken back; an `error` says that they are not whole.
 */
export type AnswerEvent =
  | { type: 'status'; stage: 'searching' | 'answering' }
  | { type: 'token'; text: string }
  | { type: 'citation'; citation: Citation }
  | { type: 'usage'; usage: Usage }
  | { type: 'done'; message: Message }
  | { type: 'error'; error: EventError; message?: Message };
