import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { GapQuestionRepository } from './gap-question.repository.js';

/**
 * Notes which questions are gaps, in one statement of the transaction that made them so; gathering them into gaps comes
 * later, by a job. Questions that were not answered are noted by the database as their message is stored.
 */
@Injectable()
export class GapNotes {
  constructor(private readonly questions: GapQuestionRepository) {}

  note(tx: StoreScope, messageId: string): Promise<void> {
    return this.questions.note(tx, messageId);
  }

  /** One that was not answered stays a gap, whatever is thought of that. */
  forget(tx: StoreScope, messageId: string): Promise<void> {
    return this.questions.forgetAnswered(tx, messageId);
  }
}
