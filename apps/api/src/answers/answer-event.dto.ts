import type { AnswerEvent, NumberedEvent } from '@app/agent';
import { AppError } from '@app/tenancy';

import { toCitationDto, toMessageDto, toUsageDto } from '../conversations/message.dto.js';
import { toProblem } from '../http/problems/to-problem.js';
import type { StreamEvent } from '../http/streaming/server-sent-events.js';

type FailedEvent = Extract<AnswerEvent, { type: 'error' }>;

/** An event of the agent as it is on the wire. */
export const toStreamEvent = ({ seq, event }: NumberedEvent): StreamEvent => ({
  id: seq,
  ...named(event),
});

function named(event: AnswerEvent): StreamEvent {
  switch (event.type) {
    case 'status':
      return { event: 'status', data: { stage: event.stage, message_id: event.messageId } };
    case 'token':
      return { event: 'token', data: { text: event.text } };
    case 'citation':
      return { event: 'citation', data: toCitationDto(event.citation) };
    case 'usage':
      return { event: 'usage', data: toUsageDto(event.usage) };
    case 'done':
      return { event: 'done', data: toMessageDto(event.message) };
    case 'error':
      return { event: 'error', data: { ...event.error, message_id: event.message?.id ?? null } };
    default:
      return event satisfies never;
  }
}

/** The last event of a stream that broke: the problem document, which says more than a bare text. */
export function toErrorEvent(reason: unknown, correlationId: string): StreamEvent {
  const { code, detail, retry_after } = toProblem(reason, correlationId);
  return {
    event: 'error',
    data: {
      code,
      message: detail,
      retryable: retry_after !== undefined,
      message_id: null,
      correlation_id: correlationId,
    },
  };
}

/** The same failure where no byte was sent yet. A model that refuses is as far away as one that is down. */
export const answerFailed = ({ error, message }: FailedEvent) =>
  new AppError({
    kind: error.retryable || error.code === 'AGENT_MODEL_REJECTED' ? 'unavailable' : 'conflict',
    code: error.code,
    message: error.message,
    details: message && { messageId: message.id },
    retryAfterSeconds: error.retryable ? 5 : undefined,
  });
