import type { Schema } from './schema.js';

/** What an answer tells while it comes, by the names of its events. `done` or `error` is the last. */
export interface AnswerEvents {
  /** `searching`, `using_tool`, `rechecking` or `answering`; others may come to it. */
  status: { stage: string; message_id?: string };
  token: { text: string };
  citation: Schema<'Citation'>;
  usage: Schema<'Usage'>;
  done: Schema<'Message'>;
  error: {
    code: string;
    message: string;
    retryable: boolean;
    message_id: string | null;
    correlation_id?: string;
  };
}

/** One of them, with the number to go on after, as `Last-Event-ID`. */
export type AnswerEvent = {
  [Name in keyof AnswerEvents]: { event: Name; data: AnswerEvents[Name]; id?: string };
}[keyof AnswerEvents];

export const eventNames: ReadonlySet<string> = new Set([
  'status',
  'token',
  'citation',
  'usage',
  'done',
  'error',
] satisfies (keyof AnswerEvents)[]);
