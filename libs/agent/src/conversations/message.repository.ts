import {
  type AppError,
  type ListCursor,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { messageNotFound } from '../agent.errors.js';
import { Message } from './message.entity.js';

export type ListedMessage = Message & { cursorTime: string };

const COLUMNS = `id, store_id AS "storeId", conversation_id AS "conversationId", seq, role, content, outcome, citations,
  release, usage, latency_ms AS "latencyMs", error_code AS "errorCode", created_at AS "createdAt",
  updated_at AS "updatedAt"`;

/** Rows of messages, always of one conversation and in its order. */
@Injectable()
export class MessageRepository extends StoreScopedRepository<Message> {
  constructor(connections: StoreConnections) {
    super(connections, Message);
  }

  /** In the order of the conversation; one more than `limit`, to tell whether there are further ones. */
  inOrder(
    scope: StoreScope,
    conversationId: string,
    { limit, after }: { limit: number; after?: ListCursor },
  ): Promise<ListedMessage[]> {
    return this.rows(
      scope,
      `SELECT ${COLUMNS}, created_at::text AS "cursorTime",
         (SELECT jsonb_build_object('rating', f.rating, 'reason', f.reason, 'comment', f.comment,
            'ratedAt', f.updated_at)
          FROM message_feedback f WHERE f.store_id = $1 AND f.message_id = messages.id) AS feedback
       FROM messages
       WHERE store_id = $1 AND conversation_id = $2
         AND ($3::uuid IS NULL OR seq > (SELECT seq FROM messages WHERE store_id = $1 AND id = $3))
       ORDER BY seq LIMIT $4`,
      [conversationId, after?.id ?? null, limit + 1],
    );
  }

  /** The newest first, whatever came of them. */
  newest(scope: StoreScope, conversationId: string, limit: number): Promise<Message[]> {
    return this.find(scope, { conversationId }, { order: { seq: 'DESC' }, take: limit });
  }

  /** The last messages that went well, oldest first: what a follow-up may refer to. */
  async lastWhole(scope: StoreScope, conversationId: string, limit: number): Promise<Message[]> {
    const newestFirst = await this.rows<Message>(
      scope,
      `SELECT ${COLUMNS} FROM messages
       WHERE store_id = $1 AND conversation_id = $2 AND (outcome IS NULL OR outcome NOT IN ('failed', 'handed_off'))
       ORDER BY seq DESC LIMIT $3`,
      [conversationId, limit],
    );
    return newestFirst.reverse();
  }

  /** The message of an answer, if it is written. */
  async findEnded(scope: StoreScope, id: string): Promise<Message | null> {
    const [message] = await this.rows<Message>(
      scope,
      `SELECT ${COLUMNS} FROM messages WHERE store_id = $1 AND id = $2`,
      [id],
    );
    return message ?? null;
  }

  /** Stores a question. */
  async ask(
    scope: StoreScope,
    { conversationId, seq, content }: Pick<Message, 'conversationId' | 'seq' | 'content'>,
  ): Promise<void> {
    await this.rows(
      scope,
      `INSERT INTO messages (store_id, conversation_id, seq, role, content)
       VALUES ($1, $2, $3, 'user', $4)`,
      [conversationId, seq, content],
    );
  }

  protected notFound(id: string): AppError {
    return messageNotFound(id);
  }
}
