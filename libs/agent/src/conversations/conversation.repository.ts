import {
  type ListSlice,
  type SliceOptions,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { conversationNotFound } from '../agent.errors.js';
import { Conversation } from './conversation.entity.js';

/** Rows of conversations, and the claim that lets one answer at a time be written. */
@Injectable()
export class ConversationRepository extends StoreScopedRepository<Conversation> {
  constructor(connections: StoreConnections) {
    super(connections, Conversation);
  }

  /** The newest first. */
  list(scope: StoreScope, options: SliceOptions): Promise<ListSlice<Conversation>> {
    return this.slice(
      scope,
      `SELECT id, store_id AS "storeId", shopper_id AS "shopperId", metadata, state,
         last_seq AS "lastSeq", answering_id AS "answeringId", answering_until AS "answeringUntil",
         created_at AS "createdAt", updated_at AS "updatedAt"
       FROM conversations WHERE store_id = $1`,
      options,
      'DESC',
    );
  }

  /**
   * Takes the conversation for one answer and reserves the places of the question and of the answer. Null where another
   * answer is under way; one statement, so that of two at the same moment exactly one wins.
   */
  async claim(
    scope: StoreScope,
    id: string,
    claim: { answeringId: string; seconds: number },
  ): Promise<number | null> {
    const [row] = await this.rows<{ lastSeq: number }>(
      scope,
      `UPDATE conversations
       SET answering_id = $3, answering_until = now() + make_interval(secs => $4),
         last_seq = last_seq + 2, updated_at = now()
       WHERE store_id = $1 AND id = $2 AND (answering_until IS NULL OR answering_until < now())
       RETURNING last_seq AS "lastSeq"`,
      [id, claim.answeringId, claim.seconds],
    );
    return row?.lastSeq ?? null;
  }

  /** Holds the claim for longer; false where it is no longer this answer's, because somebody else ended it. */
  async renew(
    scope: StoreScope,
    id: string,
    claim: { answeringId: string; seconds: number },
  ): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `UPDATE conversations SET answering_until = now() + make_interval(secs => $4)
       WHERE store_id = $1 AND id = $2 AND answering_id = $3 RETURNING id`,
      [id, claim.answeringId, claim.seconds],
    );
    return rows.length > 0;
  }

  /** Frees the conversation, unless the claim ran out and somebody else holds it by now. */
  async release(scope: StoreScope, id: string, answeringId: string): Promise<void> {
    await this.rows(
      scope,
      `UPDATE conversations SET answering_id = NULL, answering_until = NULL, updated_at = now()
       WHERE store_id = $1 AND id = $2 AND answering_id = $3`,
      [id, answeringId],
    );
  }

  protected notFound(id: string) {
    return conversationNotFound(id);
  }
}
