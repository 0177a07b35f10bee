import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

import { type StatelessEvent } from '@app/agent';
import { describeError } from '@app/tenancy';
import { Injectable, Logger, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { toOpenAiError } from '../http/problems/error-body.js';
import { toProblem } from '../http/problems/to-problem.js';
import { type RunningAnswer, RunningAnswers } from '../http/streaming/running-answers.js';
import { serverSentEvents } from '../http/streaming/server-sent-events.js';
import {
  type ChatCompletionDto,
  type CompletionHead,
  toChatCompletionDto,
} from './chat-completion.dto.js';
import type { ChatCompletionRequestDto } from './chat-completion-request.dto.js';
import { completionChunks, writeChunk } from './completion-chunks.js';

type Answer = (signal: AbortSignal) => AsyncGenerator<StatelessEvent>;

/** As often as other answers give a sign of life. */
const heartbeatMs = 15_000;

/**
 * Sends an answer in OpenAI's format, whole or in chunks. What fails before the first chunk is an error answer, later an
 * error in the stream. A caller that goes away aborts the work.
 */
@Injectable()
export class CompletionReplies {
  private readonly logger = new Logger(CompletionReplies.name);

  constructor(private readonly running: RunningAnswers) {}

  async send(
    reply: FastifyReply,
    { model, stream, stream_options }: ChatCompletionRequestDto,
    answer: Answer,
  ): Promise<ChatCompletionDto | StreamableFile> {
    const run = this.running.begin(reply.request);
    reply.raw.once('close', () => run.abort());
    const head = { id: `chatcmpl-${randomUUID()}`, created: seconds(Date.now()), model };
    const events = untilEnd(answer(run.signal), run);
    if (!stream) return wholeAnswer(events, head);
    const first = await events.next();
    const withUsage = stream_options?.include_usage === true;
    const chunks = completionChunks(startingWith(first, events), head, { withUsage });
    void reply.headers({ 'X-Accel-Buffering': 'no', 'Cache-Control': 'no-store, no-transform' });
    return new StreamableFile(
      Readable.from(this.lines(chunks, run, reply.request.id), { objectMode: false }),
      { type: 'text/event-stream; charset=utf-8' },
    );
  }

  private lines(
    chunks: ReturnType<typeof completionChunks>,
    { signal }: RunningAnswer,
    correlationId: string,
  ) {
    return serverSentEvents(chunks, {
      signal,
      heartbeatMs,
      write: writeChunk,
      onFailure: (reason) => {
        this.logger.warn({ error: describeError(reason) }, 'a completion broke off');
        return { event: 'error', data: toOpenAiError(toProblem(reason, correlationId)) };
      },
    });
  }
}

const seconds = (ms: number) => Math.floor(ms / 1_000);

async function* untilEnd(
  events: AsyncGenerator<StatelessEvent>,
  run: RunningAnswer,
): AsyncGenerator<StatelessEvent> {
  try {
    yield* events;
  } finally {
    run.end();
  }
}

async function* startingWith(
  first: IteratorResult<StatelessEvent>,
  rest: AsyncGenerator<StatelessEvent>,
): AsyncGenerator<StatelessEvent> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

async function wholeAnswer(
  events: AsyncGenerator<StatelessEvent>,
  head: CompletionHead,
): Promise<ChatCompletionDto> {
  for await (const event of events) {
    if (event.type === 'done') return toChatCompletionDto(head, event.answer);
  }
  throw new Error('an answer ended without a last event');
}
