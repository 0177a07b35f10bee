import { Injectable } from '@nestjs/common';

import { StoreConnections } from '../database/store-connections.js';
import { StoreScopedRepository } from '../database/store-scoped.repository.js';
import type { StoreScope } from '../scope/store-scope.js';
import { DAY_SPENT, MONTH_SPENT, THIS_MONTH, TODAY } from './budgets/budget-sql.js';
import { costParams, costSql } from './prices/price-sql.js';
import type { ModelPrice, PriceTable } from './prices/price-table.js';
import { budgetNotFound, type WhenSpent } from './usage.errors.js';
import { UsageEntry } from './usage-entry.entity.js';
import type { CallOrigin, CallTokens, TakenTokens, UsagePurpose } from './usage-purpose.js';

/** Longer than any call goes on. */
const RESERVED_MINUTES = 15;

export interface PricedCall {
  id: string;
  purpose: UsagePurpose;
  model: string;
  origin: CallOrigin;
  price: ModelPrice | null;
}

/** The ledger, and the money that is held back for calls under way; each change is one statement, so that no two overshoot. */
@Injectable()
export class UsageRepository extends StoreScopedRepository<UsageEntry> {
  constructor(connections: StoreConnections) {
    super(connections, UsageEntry);
  }

  /** Holds back what a call may cost at most. Null where it may be made; else what serves instead. */
  async reserve(
    scope: StoreScope,
    { id, price }: Pick<PricedCall, 'id' | 'price'>,
    mostTokens: CallTokens,
  ): Promise<WhenSpent | null> {
    const [budget] = await this.rows<{ fits: boolean; whenSpent: WhenSpent }>(scope, RESERVE, [
      id,
      ...costParams(mostTokens, price),
    ]);
    return budget === undefined || budget.fits ? null : budget.whenSpent;
  }

  /** Notes a call that was made, once however often it is told, and gives back what it left. Returns its cost. */
  async settle(
    scope: StoreScope,
    { id, purpose, model, origin, price }: PricedCall,
    tokens: TakenTokens,
    prices: PriceTable | null,
  ): Promise<string | null> {
    const { currency, version } = (price && prices) ?? NO_LIST;
    const [entry] = await this.rows<{ cost: string | null }>(scope, SETTLE, [
      id,
      ...costParams(tokens, price),
      purpose,
      model,
      ...idsOf(origin),
      tokens.isEstimated,
      currency,
      version,
    ]);
    return entry?.cost ?? null;
  }

  /** Gives back what was held back for a call that cost nothing. */
  async release(scope: StoreScope, id: string): Promise<void> {
    await this.rows(
      scope,
      `WITH freed AS (
         DELETE FROM usage_reservations WHERE store_id = $1 AND id = $2 RETURNING amount)
       UPDATE usage_budgets b SET reserved = greatest(b.reserved - freed.amount, 0), updated_at = now()
       FROM freed WHERE b.store_id = $1`,
      [id],
    );
  }

  protected notFound() {
    return budgetNotFound();
  }
}

const NO_LIST = { currency: null, version: null };

const idsOf = ({ conversationId, messageId, ingestId }: CallOrigin) =>
  [conversationId, messageId, ingestId].map((id) => id ?? null);

/** What processes that died held back is free again. */
const LEFT = 'greatest(b.reserved - plan.lapsed, 0)';
const fits = (amount: string, spent: string): string =>
  `coalesce(${amount} > 0 AND ${spent} + ${LEFT} + plan.amount <= ${amount}, true)`;
const FITS = `(${fits('b.day_amount', DAY_SPENT)} AND ${fits('b.month_amount', MONTH_SPENT)})`;
const ROLLED = `day = ${TODAY}, month = ${THIS_MONTH}, updated_at = now()`;

/** Those that ask at once take turns at the budget's row, and each is weighed against what the one before has left. */
const RESERVE = `
  WITH lapsed AS (
    DELETE FROM usage_reservations WHERE store_id = $1 AND id IN (
      SELECT id FROM usage_reservations WHERE store_id = $1 AND expires_at < now()
      LIMIT 50 FOR UPDATE SKIP LOCKED)
    RETURNING amount
  ), asked AS (
    UPDATE usage_budgets b SET ${ROLLED}, day_spent = ${DAY_SPENT}, month_spent = ${MONTH_SPENT},
      reserved = ${LEFT} + CASE WHEN ${FITS} THEN plan.amount ELSE 0 END,
      last_reserved = CASE WHEN ${FITS} THEN $2::uuid END
    FROM (SELECT coalesce(sum(amount), 0) AS lapsed, coalesce(${costSql(3)}, 0) AS amount FROM lapsed) plan
    WHERE b.store_id = $1
    RETURNING b.last_reserved IS NOT NULL AS fits, plan.amount,
      CASE WHEN b.day_amount = 0 OR b.month_amount = 0 THEN 'contact' ELSE b.when_spent END AS when_spent
  ), kept AS (
    INSERT INTO usage_reservations (id, store_id, amount, expires_at)
    SELECT $2::uuid, $1, amount, now() + make_interval(mins => ${RESERVED_MINUTES}) FROM asked WHERE fits
  )
  SELECT fits, when_spent AS "whenSpent" FROM asked`;

const SETTLE = `
  WITH freed AS (
    DELETE FROM usage_reservations WHERE store_id = $1 AND id = $2 RETURNING amount
  ), noted AS (
    INSERT INTO usage_entries (id, store_id, input_tokens, output_tokens, cost, purpose, model,
      conversation_id, message_id, ingest_id, is_estimated, currency, price_version)
    VALUES ($2, $1, $3::integer, $5::integer, trim_scale(${costSql(3)}), $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (store_id, id) DO NOTHING
    RETURNING cost
  ), spent AS (
    UPDATE usage_budgets b SET ${ROLLED}, day_spent = ${DAY_SPENT} + call.cost,
      month_spent = ${MONTH_SPENT} + call.cost, reserved = greatest(b.reserved - call.freed, 0)
    FROM (SELECT coalesce((SELECT amount FROM freed), 0) AS freed,
                 coalesce((SELECT cost FROM noted), 0) AS cost) call
    WHERE b.store_id = $1
  )
  SELECT cost::text AS cost FROM noted`;
