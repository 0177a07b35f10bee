import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { clientGone } from '../agent.errors.js';
import { asAppError, stopSignal } from '../answering/answer.service.js';
import type { AnswerDraft } from '../answering/answer-draft.js';
import { QuestionAnswerer } from '../answering/question-answerer.js';
import { HISTORY_LENGTH } from '../conversations/turn.service.js';
import { AnswerTrace } from '../receipts/answer-trace.js';
import type { Receipt } from '../receipts/receipt.js';
import { type MessagePlace, ReceiptRepository } from '../receipts/receipt.repository.js';
import { ReceiptService } from '../receipts/receipt.service.js';
import { type AnswerDifference, answerDifference } from './answer-difference.js';
import { type PastTurn, PastTurnRepository } from './past-turn.repository.js';

export interface Replay {
  question: string;
  answer: AnswerDraft;
  receipt: Receipt;
  difference: AnswerDifference;
}

/**
 * Asks the question of an answer again, after the same conversation as then, of today's live release and settings. Stores
 * nothing and claims nothing: the conversation goes on beside it. A caller that leaves, by `signal`, stops the work.
 */
@Injectable()
export class ReplayService {
  constructor(
    private readonly turns: PastTurnRepository,
    private readonly answerer: QuestionAnswerer,
    private readonly kept: ReceiptRepository,
    private readonly receipts: ReceiptService,
  ) {}

  /** Throws what finding the turn throws, and AGENT_MODEL_… where the answer fails this time. */
  async replay(scope: StoreScope, place: MessagePlace, signal: AbortSignal): Promise<Replay> {
    const turn = await this.turns.load(scope, place, HISTORY_LENGTH);
    const { receipt: before } = await this.kept.ofMessage(scope, place);
    const { answer, trace } = await this.askAgain(scope, turn, signal);
    const receipt = this.receipts.make(trace, answer.citations);
    const difference = answerDifference(
      { ...turn.answer, receipt: before },
      { ...answer, receipt },
    );
    return { question: turn.question, answer, receipt, difference };
  }

  private async askAgain(
    scope: StoreScope,
    { question, history }: PastTurn,
    signal: AbortSignal,
  ): Promise<{ answer: AnswerDraft; trace: AnswerTrace }> {
    const trace = new AnswerTrace();
    const stop = stopSignal(signal);
    try {
      const origin = { runs: 'replay' } as const;
      const asked = { content: question, history, trace, isTrial: true, origin };
      const answer = await lastOf(trace.watch(this.answerer.answer(scope, asked, stop)));
      stop.throwIfAborted();
      return { answer, trace };
    } catch (error) {
      throw signal.aborted ? clientGone() : asAppError(error);
    }
  }
}

async function lastOf<T>(parts: AsyncGenerator<unknown, T>): Promise<T> {
  let next = await parts.next();
  while (!next.done) next = await parts.next();
  return next.value;
}
