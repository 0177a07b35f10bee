import { AppError, type StoreScope } from '@app/tenancy';
import { Injectable, Logger } from '@nestjs/common';

import { answerFailed, answerTimedOut, clientGone, isLasting } from '../agent.errors.js';
import { cleanContent } from '../conversations/clean-content.js';
import type { Message } from '../conversations/message.entity.js';
import { type Send, type Turn, TurnService } from '../conversations/turn.service.js';
import { type FinishedAnswer, TurnEndService } from '../conversations/turn-end.service.js';
import { HumanWatch } from '../handoff/human-watch.js';
import { toldAnswer } from '../making/told-answer.js';
import { AnswerTrace } from '../receipts/answer-trace.js';
import type { AnswerDraft } from './answer-draft.js';
import { endOf } from './answer-end.js';
import type { AnswerEvent } from './answer-event.js';
import { ClaimHold } from './claim-hold.js';
import { failedAnswer } from './failed-answer.js';
import { QuestionAnswerer } from './question-answerer.js';

/** A model that keeps talking, however slowly, must end while its shopper still waits. */
const ANSWER_LIMIT_MS = 120_000;

/**
 * Asks a question in a conversation and keeps what came of it. The first `next()` throws where nothing can be answered
 * (AGENT_CONTENT_EMPTY, AGENT_CONTENT_TOO_LONG, AGENT_CONVERSATION_NOT_FOUND, AGENT_CONVERSATION_BUSY,
 * AGENT_CONVERSATION_CLOSED); whatever goes wrong later is an `error` event and a stored message with outcome `failed`.
 * A caller that stops listening, by `signal` or by leaving the loop, stops the work.
 */
@Injectable()
export class AnswerService {
  private readonly logger = new Logger(AnswerService.name);

  constructor(
    private readonly turns: TurnService,
    private readonly ends: TurnEndService,
    private readonly answerer: QuestionAnswerer,
    private readonly watch: HumanWatch,
  ) {}

  async *ask(
    scope: StoreScope,
    conversationId: string,
    content: string,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerEvent> {
    const turn = await this.begin(scope, conversationId, { content });
    yield* this.answer(scope, turn, signal);
  }

  /** Stores the question and takes the conversation; `answer` has to follow. */
  async begin(scope: StoreScope, conversationId: string, send: Send): Promise<Turn> {
    return this.turns.begin(scope, conversationId, {
      ...send,
      content: cleanContent(send.content),
    });
  }

  /** Answers what was begun. A signal aborted with AGENT_ANSWER_CANCELLED says so in the message. */
  async *answer(scope: StoreScope, turn: Turn, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
    const keep = new AnswerKeeper(this.ends, scope, turn);
    const hold = new ClaimHold(() => this.turns.renew(scope, turn));
    try {
      const stop = stopSignal(signal, hold.signal);
      const { conversationId, question: content, history, shopperToken: token } = turn;
      const origin = { conversationId, messageId: turn.answeringId };
      const shopper = { conversationId, token };
      const asked = { content, history, shopper, origin, trace: keep.trace };
      const parts = keep.trace.watch(
        toldAnswer(scope, this.answerer.answer(scope, asked, stop), signal),
      );
      const draft = yield* this.watch.whileAgent(scope, turn, parts);
      stop.throwIfAborted();
      const message = await keep.answer(draft);
      yield { type: 'usage', usage: draft.usage };
      // it may have been cancelled a moment before
      yield endOf(message);
    } catch (error) {
      if (keep.isDone) throw error;
      yield await this.failure(keep, signal.aborted ? leaving(signal) : asAppError(error));
    } finally {
      hold.release();
      if (!keep.isDone) await keep.failure(clientGone());
    }
  }

  private async failure(keep: AnswerKeeper, error: AppError): Promise<AnswerEvent> {
    const { code, kind } = error;
    this.logger.warn({ code, reason: reasonOf(error.cause) }, 'an answer failed');
    const message = await keep.failure(error);
    // nobody waits for the agent's answer any more, or it was ended elsewhere
    if (message.outcome !== 'failed') return { type: 'done', message };
    const isPassing = kind === 'unavailable' || kind === 'rate_limited';
    const retryable = isPassing && !isLasting(code);
    return { type: 'error', error: { code, message: error.message, retryable }, message };
  }
}

/** Stores the end of a turn exactly once, with the time it took. */
class AnswerKeeper {
  readonly trace = new AnswerTrace();
  private readonly startedAt = performance.now();
  isDone = false;

  constructor(
    private readonly ends: TurnEndService,
    private readonly scope: StoreScope,
    private readonly turn: Turn,
  ) {}

  answer(draft: AnswerDraft): Promise<Message> {
    return this.keep({ ...draft, latencyMs: this.latencyMs(), errorCode: null });
  }

  failure({ code }: AppError): Promise<Message> {
    const { language } = this.turn;
    return this.keep(failedAnswer({ errorCode: code, latencyMs: this.latencyMs(), language }));
  }

  private keep(answer: FinishedAnswer): Promise<Message> {
    this.isDone = true;
    return this.ends.finish(this.scope, this.turn, { ...answer, trace: this.trace });
  }

  private latencyMs(): number {
    return Math.round(performance.now() - this.startedAt);
  }
}

/** Ends with whoever may end it, or when an answer has taken as long as one may. */
export function stopSignal(...signals: AbortSignal[]): AbortSignal {
  return AbortSignal.any([...signals, AbortSignal.timeout(ANSWER_LIMIT_MS)]);
}

function leaving({ reason }: AbortSignal): AppError {
  const isCancelled = reason instanceof AppError && reason.code === 'AGENT_ANSWER_CANCELLED';
  return isCancelled ? reason : clientGone();
}

export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return answerTimedOut(ANSWER_LIMIT_MS);
  return answerFailed(error);
}

/** The kind of a failure for the log; messages of libraries may hold pieces of the question. */
export function reasonOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const status = (cause as { status?: unknown }).status;
  return typeof status === 'number' ? `${cause.name} ${status}` : cause.name;
}
