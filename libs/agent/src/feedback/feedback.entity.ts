import { StoreOwnedEntity } from '@app/tenancy';
import { Column, Entity } from 'typeorm';

export const ratings = ['up', 'down'] as const;
export type Rating = (typeof ratings)[number];

export const feedbackReasons = [
  'wrong',
  'incomplete',
  'outdated',
  'not_helpful',
  'rude',
  'other',
] as const;
export type FeedbackReason = (typeof feedbackReasons)[number];

/** What a shopper, or the store, thinks of one answer. There is one for a message, and it goes with it. */
@Entity('message_feedback')
export class Feedback extends StoreOwnedEntity {
  @Column({ name: 'message_id', type: 'uuid' })
  messageId: string;

  @Column({ type: 'text' })
  rating: Rating;

  @Column({ type: 'text', nullable: true })
  reason: FeedbackReason | null;

  @Column({ type: 'text', nullable: true })
  comment: string | null;
}

/** As a message shows it. */
export type GivenFeedback = Pick<Feedback, 'rating' | 'reason' | 'comment'> & { ratedAt: string };
