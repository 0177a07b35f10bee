import { AppError, type StoreScope } from '@app/tenancy';
import { Injectable, Logger } from '@nestjs/common';

import { clientGone } from '../agent.errors.js';
import { asAppError, reasonOf, stopSignal } from '../answering/answer.service.js';
import type { AnswerDraft } from '../answering/answer-draft.js';
import type { AnswerEvent } from '../answering/answer-event.js';
import type { Utterance } from '../answering/model-answerer.js';
import { QuestionAnswerer } from '../answering/question-answerer.js';
import { cleanContent } from '../conversations/clean-content.js';
import { toldAnswer } from '../making/told-answer.js';
import { StoreAgents } from '../settings/store-agents.js';
import { heardOf } from './heard-of.js';

/** A question whose conversation its caller keeps: what was said before it comes along, oldest first. */
export interface StatelessQuestion {
  content: string;
  history: readonly Utterance[];
}

/** Tokens and citations as they come; the whole as the one last event. */
export type StatelessEvent =
  | Extract<AnswerEvent, { type: 'status' | 'token' | 'citation' }>
  | { type: 'done'; answer: AnswerDraft };

/**
 * Answers a question as `AnswerService` does, but stores nothing: for doors whose callers send the conversation along.
 * Whatever goes wrong is thrown as an `AppError` of this lib, also after tokens; what was sent stays final. A caller that
 * stops listening, by `signal` or by leaving the loop, stops the work.
 */
@Injectable()
export class StatelessAnswerService {
  private readonly logger = new Logger(StatelessAnswerService.name);

  constructor(
    private readonly answerer: QuestionAnswerer,
    private readonly agents: StoreAgents,
  ) {}

  /** What answers are worded by; null where they are quotes. */
  async modelName(scope: StoreScope): Promise<string | null> {
    return (await this.agents.current(scope)).model?.name ?? null;
  }

  async *answer(
    scope: StoreScope,
    { content, history }: StatelessQuestion,
    signal: AbortSignal,
  ): AsyncGenerator<StatelessEvent> {
    const asked = {
      content: cleanContent(content),
      history: heardOf(history),
      canHandOff: false,
    };
    const stop = stopSignal(signal);
    try {
      const answer = yield* toldAnswer(scope, this.answerer.answer(scope, asked, stop), signal);
      stop.throwIfAborted();
      yield { type: 'done', answer };
    } catch (thrown) {
      throw this.failure(signal.aborted ? reasonToStop(signal) : asAppError(thrown));
    }
  }

  private failure(error: AppError): AppError {
    this.logger.warn({ code: error.code, reason: reasonOf(error.cause) }, 'an answer failed');
    return error;
  }
}

/** A server that is being stopped says so; else it was the caller who left. */
const reasonToStop = ({ reason }: AbortSignal): AppError =>
  reason instanceof AppError ? reason : clientGone();
