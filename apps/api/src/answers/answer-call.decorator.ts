import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { idempotencyKey } from '../http/input/idempotency-key.decorator.js';
import { lastEventId, LastEventIdHeader } from '../http/input/last-event-id.decorator.js';
import { EventStream } from '../http/openapi/event-stream.decorator.js';
import { answerStreamExample } from './answer-stream.example.js';

/** Who waits for an answer: the connection, and what it says of having asked before. */
export interface AnswerCall {
  request: FastifyRequest;
  reply: FastifyReply;
  /** The caller's name for the send. */
  idempotencyKey?: string;
  /** The number of the last event that was seen; 0: none. */
  after: number;
}

export const Caller = createParamDecorator(
  (_data: unknown, context: ExecutionContext): AnswerCall => {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    return {
      request,
      reply: http.getResponse<FastifyReply>(),
      idempotencyKey: idempotencyKey(request),
      after: lastEventId(request),
    };
  },
);

/** Documents that a route tells an answer in events, too, and from where on. */
export const TellsAnswer = () =>
  applyDecorators(LastEventIdHeader(), EventStream(answerStreamExample));
