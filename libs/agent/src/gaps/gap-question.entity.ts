import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

/** A question of a shopper that was not answered, or whose answer was rated badly. It goes with its messages. */
@Entity('gap_questions')
export class GapQuestion extends StoreOwnedEntity {
  /** The answer, or what stands in its place. */
  @Column({ name: 'message_id', type: 'uuid' })
  messageId: string;

  @Column({ name: 'question_id', type: 'uuid' })
  questionId: string;

  /** Null until it was gathered. */
  @Column({ name: 'gap_id', type: 'uuid', nullable: true })
  gapId: string | null;

  /** Of a follow-up, the topic words of the conversation that it leaves out. */
  @Column({ name: 'carried_words', type: 'text', array: true, default: () => `'{}'` })
  carriedWords: string[];

  /** What it means, where the store's embedding knows meaning; and by which model. */
  @Column({ type: 'real', array: true, nullable: true })
  vector: number[] | null;

  @Column({ name: 'vector_model', type: 'text', nullable: true })
  vectorModel: string | null;

  @Column({ name: 'asked_at', type: 'timestamptz' })
  askedAt: Date;
}
