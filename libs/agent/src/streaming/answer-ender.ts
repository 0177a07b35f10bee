import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { failedAnswer } from '../answering/failed-answer.js';
import type { AnswerRun } from '../conversations/answer-run.entity.js';
import { AnswerRunService } from '../conversations/answer-run.service.js';
import type { Message } from '../conversations/message.entity.js';
import { TurnEndService } from '../conversations/turn-end.service.js';
import { shopperLanguage } from '../questions/shopper-language.js';

/** Ends answers that this process does not write: those that were cancelled, and those whose writer died. */
@Injectable()
export class AnswerEnder {
  constructor(
    private readonly runs: AnswerRunService,
    private readonly ends: TurnEndService,
  ) {}

  /** As failed; one that had ended stays as it is. */
  async fail(scope: StoreScope, run: AnswerRun, errorCode: string): Promise<Message> {
    const { id: answeringId, conversationId, answerSeq, createdAt } = run;
    const question = await this.runs.findQuestion(scope, run);
    const language = shopperLanguage(question ? [question.content] : []);
    const latencyMs = Date.now() - createdAt.getTime();
    const turn = { answeringId, conversationId, answerSeq, language };
    return this.ends.finish(scope, turn, failedAnswer({ errorCode, latencyMs, language }));
  }
}
