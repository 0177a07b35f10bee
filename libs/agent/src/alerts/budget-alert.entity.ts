import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/** That a store has spent a share of its budget; there is one for each share of each day and month. */
@Entity('usage_alerts')
export class BudgetAlert extends StoreOwnedEntity {
  @Column({ type: 'text' })
  period: 'day' | 'month';

  /** Its first day, of UTC, as YYYY-MM-DD. */
  @Column({ name: 'starts_on', type: 'date' })
  startsOn: string;

  /** The share, 0 to 1. */
  @Column({ type: 'numeric' })
  threshold: string;

  @Column({ type: 'numeric' })
  spent: string;

  /** What may be spent in that period. */
  @Column({ type: 'numeric' })
  amount: string;

  @Column({ type: 'text' })
  currency: string;
}
