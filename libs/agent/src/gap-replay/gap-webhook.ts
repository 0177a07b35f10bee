import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { StoreWebhooks } from '../webhooks/store-webhooks.service.js';
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
