import { Injectable } from '@nestjs/common';

import { StoreConnections } from '../../database/store-connections.js';
import { StoreScopedRepository } from '../../database/store-scoped.repository.js';
import type { StoreScope } from '../../scope/store-scope.js';
import { budgetNotFound } from '../usage.errors.js';
import { DAY_SPENT, MONTH_SPENT, THIS_MONTH, TODAY } from './budget-sql.js';
import { UsageBudget } from './usage-budget.entity.js';

/** What an operator says of a store's spending. */
export type NewBudget = Pick<
  UsageBudget,
  'dayAmount' | 'monthAmount' | 'currency' | 'alertAt' | 'cheaperAt' | 'whenSpent'
>;

/** As it stands now. */
export type Budget = NewBudget &
  Pick<UsageBudget, 'daySpent' | 'monthSpent' | 'reserved' | 'updatedAt'>;

const plain = (value: string): string => `trim_scale(${value})::text`;
const COLUMNS = `${plain('b.day_amount')} AS "dayAmount", ${plain('b.month_amount')} AS "monthAmount",
  b.currency, b.alert_at::text[] AS "alertAt", b.cheaper_at::text AS "cheaperAt", b.when_spent AS "whenSpent",
  ${plain(DAY_SPENT)} AS "daySpent", ${plain(MONTH_SPENT)} AS "monthSpent",
  ${plain('b.reserved')} AS reserved, b.updated_at AS "updatedAt"`;

const spentSince = (moment: string): string => `
  (SELECT coalesce(sum(cost), 0) FROM usage_entries
   WHERE store_id = $1 AND currency = $4 AND created_at >= ${moment}::timestamp AT TIME ZONE 'utc')`;

/** The budgets of stores, one each. */
@Injectable()
export class BudgetRepository extends StoreScopedRepository<UsageBudget> {
  constructor(connections: StoreConnections) {
    super(connections, UsageBudget);
  }

  async findCurrent(scope: StoreScope): Promise<Budget | null> {
    const [row] = await this.rows<Budget>(
      scope,
      `SELECT ${COLUMNS} FROM usage_budgets b WHERE b.store_id = $1`,
    );
    return row ?? null;
  }

  /** What was spent stays; a first budget, and one in another currency, takes it from the ledger. */
  async put(scope: StoreScope, budget: NewBudget): Promise<void> {
    const { dayAmount, monthAmount, currency, alertAt, cheaperAt, whenSpent } = budget;
    const kept = (column: string) =>
      `${column} = CASE WHEN b.currency = excluded.currency THEN b.${column} ELSE excluded.${column} END`;
    await this.rows(
      scope,
      `INSERT INTO usage_budgets AS b (store_id, day_amount, month_amount, currency, alert_at, cheaper_at,
         when_spent, day, day_spent, month, month_spent)
       VALUES ($1, $2, $3, $4, $5, $6, $7, ${TODAY}, ${spentSince(TODAY)}, ${THIS_MONTH}, ${spentSince(THIS_MONTH)})
       ON CONFLICT (store_id) DO UPDATE SET day_amount = excluded.day_amount,
         month_amount = excluded.month_amount, currency = excluded.currency,
         alert_at = excluded.alert_at, cheaper_at = excluded.cheaper_at,
         when_spent = excluded.when_spent, updated_at = now(),
         ${['day', 'day_spent', 'month', 'month_spent'].map(kept).join(', ')}
       WHERE b.store_id = $1`,
      [dayAmount, monthAmount, currency, alertAt, cheaperAt, whenSpent],
    );
  }

  protected notFound() {
    return budgetNotFound();
  }
}
