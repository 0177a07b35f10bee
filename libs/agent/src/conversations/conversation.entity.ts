import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

export type ConversationState = 'open';

/** A shopper's questions and their answers, in order. Only one message is answered at a time. */
@Entity('conversations')
export class Conversation extends StoreOwnedEntity {
  @Column({ name: 'shopper_id', type: 'text', nullable: true })
  shopperId: string | null;

  @Column({ type: 'jsonb', default: () => `'{}'` })
  metadata: Record<string, unknown>;

  @Column({ type: 'text', default: 'open' })
  state: ConversationState;

  /** The place of the newest message; 0 while there is none. */
  @Column({ name: 'last_seq', type: 'integer', default: 0 })
  lastSeq: number;

  /** Which message is being answered, and until when nobody else may start; a crash frees it by time. */
  @Column({ name: 'answering_id', type: 'uuid', nullable: true })
  answeringId: string | null;

  @Column({ name: 'answering_until', type: 'timestamptz', nullable: true })
  answeringUntil: Date | null;
}
