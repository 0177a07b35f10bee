import { AppError, type StoreScope } from '@app/tenancy';
import { Injectable, Logger } from '@nestjs/common';

import { answerFailed, answerTimedOut, clientGone } from '../agent.errors.js';
import { cleanContent } from '../conversations/clean-content.js';
import type { Message } from '../conversations/message.entity.js';
import { type FinishedAnswer, type Turn, TurnService } from '../conversations/turn.service.js';
import { repliesIn } from '../prompts/replies/replies-in.js';
import { AnswerTrace } from '../receipts/answer-trace.js';
import type { AnswerDraft } from './answer-draft.js';
import type { AnswerEvent } from './answer-event.js';
import { languageOf } from './language-of.js';
import { QuestionAnswerer } from './question-answerer.js';

/** A model that keeps talking, however slowly, must end before the conversation's claim runs out. */
const ANSWER_LIMIT_MS = 120_000;

/**
 * Asks a question in a conversation and keeps what came of it. The first `next()` throws where nothing can be answered
 * (AGENT_CONTENT_EMPTY, AGENT_CONTENT_TOO_LONG, AGENT_CONVERSATION_NOT_FOUND, AGENT_CONVERSATION_BUSY); whatever goes
 * wrong later is an `error` event and a stored message with outcome `failed`. A caller that stops listening, by `signal`
 * or by leaving the loop, stops the work.
 */
@Injectable()
export class AnswerService {
  private readonly logger = new Logger(AnswerService.name);

  constructor(
    private readonly turns: TurnService,
    private readonly answerer: QuestionAnswerer,
  ) {}

  async *ask(
    scope: StoreScope,
    conversationId: string,
    content: string,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerEvent> {
    const question = cleanContent(content);
    const turn = await this.turns.begin(scope, conversationId, question);
    const asked = { content: question, history: turn.history };
    const keep = new AnswerKeeper(this.turns, scope, turn, repliesIn(languageOf(asked)).failed);
    try {
      const stop = stopSignal(signal);
      const traced = { ...asked, trace: keep.trace };
      const draft = yield* keep.trace.watch(this.answerer.answer(scope, traced, stop));
      stop.throwIfAborted();
      const message = await keep.answer(draft);
      yield { type: 'usage', usage: draft.usage };
      yield { type: 'done', message };
    } catch (error) {
      if (keep.isDone) throw error;
      yield await this.failure(keep, signal.aborted ? clientGone() : asAppError(error));
    } finally {
      if (!keep.isDone) await keep.failure(clientGone());
    }
  }

  private async failure(keep: AnswerKeeper, error: AppError): Promise<AnswerEvent> {
    const { code, kind } = error;
    this.logger.warn({ code, reason: reasonOf(error.cause) }, 'an answer failed');
    const message = await keep.failure(error);
    const retryable = kind === 'unavailable' || kind === 'rate_limited';
    return { type: 'error', error: { code, message: error.message, retryable }, message };
  }
}

/** Stores the end of a turn exactly once, with the time it took. */
class AnswerKeeper {
  readonly trace = new AnswerTrace();
  private readonly startedAt = performance.now();
  isDone = false;

  constructor(
    private readonly turns: TurnService,
    private readonly scope: StoreScope,
    private readonly turn: Turn,
    private readonly failed: string,
  ) {}

  answer(draft: AnswerDraft): Promise<Message> {
    return this.keep({ ...draft, latencyMs: this.latencyMs(), errorCode: null });
  }

  failure({ code }: AppError): Promise<Message> {
    return this.keep({
      content: this.failed,
      outcome: 'failed',
      citations: [],
      release: null,
      usage: null,
      latencyMs: this.latencyMs(),
      errorCode: code,
    });
  }

  private keep(answer: FinishedAnswer): Promise<Message> {
    this.isDone = true;
    return this.turns.finish(this.scope, this.turn, { ...answer, trace: this.trace });
  }

  private latencyMs(): number {
    return Math.round(performance.now() - this.startedAt);
  }
}

/** Ends with the caller, or when an answer has taken as long as one may. */
export function stopSignal(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]);
}

export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return answerTimedOut(ANSWER_LIMIT_MS);
  return answerFailed(error);
}

/** The kind of a failure for the log; messages of libraries may hold pieces of the question. */
function reasonOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const status = (cause as { status?: unknown }).status;
  return typeof status === 'number' ? `${cause.name} ${status}` : cause.name;
}
