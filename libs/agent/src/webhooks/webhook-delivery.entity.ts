import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

export const deliveryStatuses = ['pending', 'delivered', 'failed'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** One telling of one event: what it is about, and what came of the last attempt. */
@Entity('webhook_deliveries')
export class WebhookDelivery extends StoreOwnedEntity {
  @Column({ type: 'text' })
  event: string;

  /** The row that the event is about; what is sent is read from it at each attempt. */
  @Column({ name: 'subject_id', type: 'uuid' })
  subjectId: string;

  @Column({ type: 'text', default: 'pending' })
  status: DeliveryStatus;

  @Column({ type: 'integer', default: 0 })
  attempts: number;

  /** Null once it is delivered or given up. */
  @Column({ name: 'next_attempt_at', type: 'timestamptz', nullable: true })
  nextAttemptAt: Date | null;

  @Column({ name: 'last_attempt_at', type: 'timestamptz', nullable: true })
  lastAttemptAt: Date | null;

  /** The HTTP status of the last answer; null where none came. */
  @Column({ name: 'last_status', type: 'integer', nullable: true })
  lastStatus: number | null;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError: string | null;
}
