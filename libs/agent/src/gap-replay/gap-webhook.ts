import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { GapRepository } from '../gaps/gap.repository.js';
import { GapQuestionListRepository } from '../gaps/gap-question-list.repository.js';
import { maskPersonal } from '../likeness/mask-personal.js';
import { StoreWebhooks } from '../webhooks/store-webhooks.service.js';
import type { EventComposer } from '../webhooks/webhook-event.js';
import type { GapAnswered, GapNotifier } from './gap-notifier.js';

/** Tells the store's webhook that the questions of a gap are answered now. */
@Injectable()
export class GapWebhook implements GapNotifier {
  constructor(private readonly webhooks: StoreWebhooks) {}

  async gapAnswered(scope: StoreScope, { gapId }: GapAnswered): Promise<void> {
    const delivery = await this.webhooks.send(scope, 'gap.answered', gapId);
    await this.webhooks.nudge(scope, delivery);
  }
}

/** What a store is told of it: the gap as it is by then. */
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
