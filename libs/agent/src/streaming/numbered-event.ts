import type { AnswerEvent } from '../answering/answer-event.js';

/** An event with its place in the answer, from 1: what a caller names to go on after it. */
export interface NumberedEvent {
  seq: number;
  event: AnswerEvent;
}

/** As it is kept: the message itself stands elsewhere. */
export type KeptEvent = Exclude<AnswerEvent, { message?: unknown }> | KeptEnd;

type KeptEnd = { type: 'done' } | Omit<Extract<AnswerEvent, { type: 'error' }>, 'message'>;

export const isEnd = ({ type }: { type: AnswerEvent['type'] }): boolean =>
  type === 'done' || type === 'error';
