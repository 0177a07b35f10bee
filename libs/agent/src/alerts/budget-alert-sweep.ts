import { PlatformRepository, StoreQueue } from '@app/tenancy';
import { Injectable, Logger } from '@nestjs/common';

import { deliverWebhookJob } from '../jobs/deliver-webhook.job.js';

interface Told {
  storeId: string;
  period: string;
  threshold: string;
  spent: string;
  amount: string;
  currency: string;
  deliveryId: string | null;
}

/**
 * Notices budgets that were spent to a share at which their store is told. It looks across stores, since spending happens
 * in every process; an alert and its delivery are written together, and of two processes only one writes them.
 */
@Injectable()
export class BudgetAlertSweep {
  private readonly logger = new Logger(BudgetAlertSweep.name);

  constructor(
    private readonly platform: PlatformRepository,
    private readonly queue: StoreQueue,
  ) {}

  /** Returns how many alerts there were: each share once a period. */
  async tell(): Promise<number> {
    const told = await this.platform.everywhere<Told>(TELL);
    for (const { deliveryId, storeId, ...alert } of told) {
      this.logger.warn({ storeId, ...alert }, 'a budget was spent to a share');
      if (deliveryId === null) continue;
      await this.queue.addFor(storeId, deliverWebhookJob, { deliveryId, attempt: 1 });
    }
    return told.length;
  }
}

const TELL = `
  WITH told AS (
    INSERT INTO usage_alerts (store_id, period, starts_on, threshold, spent, amount, currency)
    SELECT b.store_id, p.period, p.starts_on, share.threshold, trim_scale(p.spent), trim_scale(p.amount), b.currency
    FROM usage_budgets b
    CROSS JOIN LATERAL (VALUES
      ('day', b.day, b.day_spent, b.day_amount, (now() AT TIME ZONE 'utc')::date),
      ('month', b.month, b.month_spent, b.month_amount,
       date_trunc('month', now() AT TIME ZONE 'utc')::date)
    ) AS p (period, starts_on, spent, amount, present)
    CROSS JOIN LATERAL unnest(b.alert_at) AS share (threshold)
    WHERE p.starts_on >= p.present - 1 AND p.amount > 0 AND p.spent >= p.amount * share.threshold
    ON CONFLICT (store_id, period, starts_on, threshold) DO NOTHING
    RETURNING *
  ), sent AS (
    INSERT INTO webhook_deliveries (store_id, event, subject_id, next_attempt_at)
    SELECT told.store_id, 'budget.alert', told.id, now()
    FROM told JOIN webhooks w ON w.store_id = told.store_id
    RETURNING id, store_id, subject_id
  )
  SELECT told.store_id AS "storeId", told.period, told.threshold, told.spent, told.amount, told.currency,
    sent.id AS "deliveryId"
  FROM told LEFT JOIN sent ON sent.store_id = told.store_id AND sent.subject_id = told.id
  ORDER BY told.threshold`;
