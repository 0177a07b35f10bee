import { Column, Entity } from 'typeorm';

import { StoreOwnedEntity } from '../../database/store-owned.entity.js';
import type { WhenSpent } from '../usage.errors.js';

/** What a store may spend in a day and in a month (of UTC), and what it has; amounts are exact decimals. */
@Entity('usage_budgets')
export class UsageBudget extends StoreOwnedEntity {
  /** Null: a day has no limit of its own. */
  @Column({ name: 'day_amount', type: 'numeric', nullable: true })
  dayAmount: string | null;

  @Column({ name: 'month_amount', type: 'numeric', nullable: true })
  monthAmount: string | null;

  @Column({ type: 'text' })
  currency: string;

  /** Shares of an amount at which the store is told. */
  @Column({ name: 'alert_at', type: 'numeric', array: true })
  alertAt: string[];

  /** The share from which the cheaper model answers, where there is one. */
  @Column({ name: 'cheaper_at', type: 'numeric' })
  cheaperAt: string;

  @Column({ name: 'when_spent', type: 'text' })
  whenSpent: WhenSpent;

  /** The day that `daySpent` is of. */
  @Column({ type: 'date' })
  day: string;

  @Column({ name: 'day_spent', type: 'numeric' })
  daySpent: string;

  /** The first day of the month that `monthSpent` is of. */
  @Column({ type: 'date' })
  month: string;

  @Column({ name: 'month_spent', type: 'numeric' })
  monthSpent: string;

  /** Held back for calls that are under way. */
  @Column({ type: 'numeric', default: 0 })
  reserved: string;

  /** The call that the last change held money back for; null where it was refused. */
  @Column({ name: 'last_reserved', type: 'uuid', nullable: true })
  lastReserved: string | null;
}
