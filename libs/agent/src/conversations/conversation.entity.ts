import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/** Who answers: the agent, nobody yet since a person was asked for, a person, or nobody any more. */
export const conversationStates = ['agent', 'waiting_for_human', 'human', 'closed'] as const;
export type ConversationState = (typeof conversationStates)[number];

/** A shopper's questions and their answers, in order. Only one message is answered at a time. */
@Entity('conversations')
export class Conversation extends StoreOwnedEntity {
  @Column({ name: 'shopper_id', type: 'text', nullable: true })
  shopperId: string | null;

  /** The shopper's session that began it, which alone may go on with it from a browser; null where none did. */
  @Column({ name: 'session_id', type: 'uuid', nullable: true })
  sessionId: string | null;

  @Column({ type: 'jsonb', default: () => `'{}'` })
  metadata: Record<string, unknown>;

  @Column({ type: 'text', default: 'agent' })
  state: ConversationState;

  /** When a person was last asked for; null while nobody has. */
  @Column({ name: 'handed_off_at', type: 'timestamptz', nullable: true })
  handedOffAt: Date | null;

  /** How the shopper wants to be reached, in their own words. */
  @Column({ name: 'handoff_contact', type: 'text', nullable: true })
  handoffContact: string | null;

  @Column({ name: 'handoff_note', type: 'text', nullable: true })
  handoffNote: string | null;

  /** The place of the newest message; 0 while there is none. */
  @Column({ name: 'last_seq', type: 'integer', default: 0 })
  lastSeq: number;

  /** Which message is being answered, and until when nobody else may start; a crash frees it by time. */
  @Column({ name: 'answering_id', type: 'uuid', nullable: true })
  answeringId: string | null;

  @Column({ name: 'answering_until', type: 'timestamptz', nullable: true })
  answeringUntil: Date | null;
}
