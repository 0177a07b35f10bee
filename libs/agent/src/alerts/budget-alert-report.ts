import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { deliveryNotFound } from '../agent.errors.js';
import type { EventComposer } from '../webhooks/webhook-event.js';
import { BudgetAlert } from './budget-alert.entity.js';

/** What a store is told of a budget: what was spent of what when the share was reached. */
@Injectable()
export class BudgetAlertReport extends StoreScopedRepository<BudgetAlert> implements EventComposer {
  constructor(connections: StoreConnections) {
    super(connections, BudgetAlert);
  }

  async compose(scope: StoreScope, id: string) {
    const alert = await this.findOne(scope, { id });
    if (!alert) return null;
    const { period, startsOn, threshold, spent, amount, currency } = alert;
    const budget = {
      period,
      starts_on: startsOn,
      share: Number(threshold),
      spent,
      amount,
      currency,
    };
    return { budget: { store_id: scope.storeId, ...budget } };
  }

  protected notFound(id: string) {
    return deliveryNotFound(id);
  }
}
