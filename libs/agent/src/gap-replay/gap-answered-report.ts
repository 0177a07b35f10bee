import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { GapRepository } from '../gaps/gap.repository.js';
import { GapQuestionListRepository } from '../gaps/gap-question-list.repository.js';
import { maskPersonal } from '../likeness/mask-personal.js';
import type { EventComposer } from '../webhooks/webhook-event.js';

/** What a store is told of a gap that is answered: the gap as it is by then. */
@Injectable()
export class GapAnsweredReport implements EventComposer {
  constructor(
    private readonly gaps: GapRepository,
    private readonly questions: GapQuestionListRepository,
  ) {}

  async compose(scope: StoreScope, id: string) {
    const gap = await this.gaps.findOne(scope, { id });
    if (!gap) return null;
    const [newest] = await this.questions.findRepeatable(scope, id, 1);
    const { state, answeredRelease: release } = gap;
    const question = newest ? maskPersonal(newest.text) : null;
    return { gap: { id, store_id: scope.storeId, state, release, question } };
  }
}
