import { feedbackReasons, type GivenFeedback as GivenFeedbackValue, ratings } from '@app/agent';
import { z } from 'zod';

import { time } from '../http/input/fields.js';
import { text } from '../http/input/text.js';

const rating = z.enum(ratings).describe('Thumbs up or down.').meta({ example: 'down' });
const reason = z
  .enum(feedbackReasons)
  .nullable()
  .describe('What is wrong with it; null where nobody said.')
  .meta({ example: 'outdated' });

export const GiveFeedback = z
  .strictObject({
    rating,
    reason: reason.optional(),
    comment: text({ max: 2_000 })
      .nullable()
      .optional()
      .describe('In words of their own; shown to the store, never to other shoppers.')
      .meta({ example: 'You changed this last week.' }),
  })
  .meta({ id: 'GiveFeedback', description: 'What is thought of an answer.' });
export type GiveFeedbackDto = z.infer<typeof GiveFeedback>;

export const GivenFeedback = z
  .object({
    rating,
    reason,
    comment: z
      .string()
      .nullable()
      .describe('In words of their own.')
      .meta({ example: 'You changed this last week.' }),
    rated_at: time('When it was last given.'),
  })
  .meta({ id: 'Feedback', description: 'What is thought of an answer.' });
export type GivenFeedbackDto = z.infer<typeof GivenFeedback>;

export const fromGiveFeedback = ({ rating: given, reason: why, comment }: GiveFeedbackDto) => ({
  rating: given,
  reason: why ?? null,
  comment: comment?.trim() || null,
});

/** A time out of JSON has the zone of the database. */
export const toFeedbackDto = (feedback: GivenFeedbackValue): GivenFeedbackDto => ({
  rating: feedback.rating,
  reason: feedback.reason,
  comment: feedback.comment,
  rated_at: new Date(feedback.ratedAt).toISOString(),
});
