import { endOf } from '../answering/answer-end.js';
import type { AnswerEvent } from '../answering/answer-event.js';
import type { Message } from '../conversations/message.entity.js';
import type { NumberedEvent } from './numbered-event.js';

/**
 * A stored answer told again, to a caller who saw nothing of it as events from the first, to one who saw a part as its
 * last event alone: that one holds the whole message, and what was told cannot be counted any more.
 */
export function replayMessage(message: Message, after: number): NumberedEvent[] {
  const end = endOf(message);
  if (after > 0) return [{ seq: after + 1, event: end }];
  const told = end.type === 'error' ? [end] : [...partsOf(message), end];
  return told.map((event, i) => ({ seq: i + 1, event }));
}

function partsOf({ id, content, citations, usage }: Message): AnswerEvent[] {
  return [
    { type: 'status', stage: 'answering', messageId: id },
    { type: 'token', text: content },
    ...citations.map((citation) => ({ type: 'citation' as const, citation })),
    ...(usage === null ? [] : [{ type: 'usage' as const, usage }]),
  ];
}
