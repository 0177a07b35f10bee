import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/**
 * The answering of one question. Its id is the id that the answer's message has or will have, so that a caller can name
 * the answer before it is written. Kept with the conversation where the send may be repeated, else for a while.
 */
@Entity('answer_runs')
export class AnswerRun extends StoreOwnedEntity {
  @Column({ name: 'conversation_id', type: 'uuid' })
  conversationId: string;

  /** The place of the answer; the question's is the one before. */
  @Column({ name: 'answer_seq', type: 'integer' })
  answerSeq: number;

  /** The caller's own name for the send; null where it is not to be repeated. */
  @Column({ name: 'idempotency_key', type: 'text', nullable: true })
  idempotencyKey: string | null;

  /** Until when a reader at another process is known to wait for more. */
  @Column({ name: 'followed_until', type: 'timestamptz', nullable: true })
  followedUntil: Date | null;
}
