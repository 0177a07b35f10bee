import { Readable } from 'node:stream';

import type { AnswerStream, NumberedEvent } from '@app/agent';
import { describeError } from '@app/tenancy';
import { Injectable, Logger, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { type MessageDto, toMessageDto } from '../conversations/message.dto.js';
import { type RunningAnswer, RunningAnswers } from '../http/streaming/running-answers.js';
import { serverSentEvents, type StreamEvent } from '../http/streaming/server-sent-events.js';
import type { AnswerCall } from './answer-call.decorator.js';
import { answerFailed, toErrorEvent, toStreamEvent } from './answer-event.dto.js';

/** Begins the answer, or finds it; a caller of a stream may come back to it. */
type Open = (options: { isResumable: boolean }) => Promise<AnswerStream>;

interface Opened {
  messageId: string;
  events: AsyncGenerator<NumberedEvent>;
}

/** Proxies close a connection that is quiet for 30 to 60 s; half of the shorter. */
const heartbeatMs = 15_000;

/**
 * Sends an answer in the form its caller accepts: one JSON message, or a stream of events. What fails before the first
 * byte is a problem document, later an `error` event. A caller that goes away reads no more; the agent decides whether the
 * work goes on.
 */
@Injectable()
export class AnswerReplies {
  private readonly logger = new Logger(AnswerReplies.name);

  constructor(private readonly running: RunningAnswers) {}

  async send(
    { request, reply, after }: AnswerCall,
    open: Open,
  ): Promise<MessageDto | StreamableFile> {
    const answer = this.running.begin(request);
    reply.raw.once('close', () => answer.abort());
    const isStream = acceptsEvents(request);
    const { messageId, events } = await open({ isResumable: isStream }).catch((error: unknown) => {
      answer.end();
      throw error;
    });
    const opened = { messageId, events: untilEnd(events(after, answer.signal), answer) };
    return isStream
      ? this.stream(opened, answer, reply)
      : wholeAnswer(opened.events, answer.signal);
  }

  private async stream(
    { messageId, events }: Opened,
    { signal }: RunningAnswer,
    reply: FastifyReply,
  ): Promise<StreamableFile> {
    const first = await events.next();
    const correlationId = reply.request.id;
    const lines = serverSentEvents(onTheWire(first, events), {
      signal,
      heartbeatMs,
      onFailure: (reason) => {
        this.logger.warn({ error: describeError(reason) }, 'an answer broke off');
        return toErrorEvent(reason, correlationId);
      },
    });
    void reply.headers({
      'X-Message-Id': messageId,
      'X-Accel-Buffering': 'no',
      'Cache-Control': 'no-store, no-transform',
    });
    return new StreamableFile(Readable.from(lines, { objectMode: false }), {
      type: 'text/event-stream; charset=utf-8',
    });
  }
}

async function* untilEnd(
  events: AsyncGenerator<NumberedEvent>,
  answer: RunningAnswer,
): AsyncGenerator<NumberedEvent> {
  try {
    yield* events;
  } finally {
    answer.end();
  }
}

/** An explicit wish; a caller that takes anything gets JSON. */
const acceptsEvents = ({ headers }: FastifyRequest) =>
  /(^|,)\s*text\/event-stream\s*($|,|;(?!\s*q=0(\.0*)?\s*($|,)))/i.test(headers.accept ?? '');

async function* onTheWire(
  first: IteratorResult<NumberedEvent>,
  rest: AsyncGenerator<NumberedEvent>,
): AsyncGenerator<StreamEvent> {
  if (first.done) return;
  yield toStreamEvent(first.value);
  for await (const event of rest) yield toStreamEvent(event);
}

async function wholeAnswer(
  events: AsyncGenerator<NumberedEvent>,
  signal: AbortSignal,
): Promise<MessageDto> {
  for await (const { event } of events) {
    signal.throwIfAborted();
    if (event.type === 'done') return toMessageDto(event.message);
    if (event.type === 'error') throw answerFailed(event);
  }
  signal.throwIfAborted();
  throw new Error('an answer ended without a last event');
}
