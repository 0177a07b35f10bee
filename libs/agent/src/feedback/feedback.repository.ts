import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { messageNotFound } from '../agent.errors.js';
import { Feedback } from './feedback.entity.js';

export type NewFeedback = Pick<Feedback, 'rating' | 'reason' | 'comment'>;

/** The rating of each answer that has one. */
@Injectable()
export class FeedbackRepository extends StoreScopedRepository<Feedback> {
  constructor(connections: StoreConnections) {
    super(connections, Feedback);
  }

  /** In the place of an earlier one. */
  async put(scope: StoreScope, messageId: string, feedback: NewFeedback): Promise<Feedback> {
    const [row] = await this.rows<Feedback>(
      scope,
      `INSERT INTO message_feedback (store_id, message_id, rating, reason, comment)
       SELECT m.store_id, m.id, $3, $4, $5 FROM messages m WHERE m.store_id = $1 AND m.id = $2
       ON CONFLICT (store_id, message_id) DO UPDATE
         SET rating = excluded.rating, reason = excluded.reason, comment = excluded.comment, updated_at = now()
       RETURNING id, store_id AS "storeId", message_id AS "messageId", rating, reason, comment,
         created_at AS "createdAt", updated_at AS "updatedAt"`,
      [messageId, feedback.rating, feedback.reason, feedback.comment],
    );
    if (!row) throw this.notFound(messageId);
    return row;
  }

  protected notFound(id: string) {
    return messageNotFound(id);
  }
}
