import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { conversationNotFound } from '../agent.errors.js';
import { Conversation } from '../conversations/conversation.entity.js';
import { CONVERSATIONS_AT_ONCE } from '../forgetting/conversation-rows.repository.js';
import { ownTables } from '../forgetting/own-tables.js';

/** Messages, and answers that were begun and became none. */
const ofMessages = `SELECT m.id FROM messages m JOIN conversations c ON c.store_id = $1 AND c.id = m.conversation_id
    WHERE m.store_id = $1 AND c.shopper_id = $2
  UNION SELECT r.id FROM answer_runs r JOIN conversations c ON c.store_id = $1 AND c.id = r.conversation_id
    WHERE r.store_id = $1 AND c.shopper_id = $2`;

const someOf = `SELECT id FROM conversations WHERE store_id = $1 AND shopper_id = $2 AND created_at <= $3
  ORDER BY id LIMIT ${CONVERSATIONS_AT_ONCE}`;

/** The rows of one shopper of a store, who is known by the name that the store gave its conversations. */
@Injectable()
export class ShopperRepository extends StoreScopedRepository<Conversation> {
  constructor(connections: StoreConnections) {
    super(connections, Conversation);
  }

  /** Some of the shopper's conversations that were begun before; empty where there are none. */
  async some(scope: StoreScope, shopperId: string, before: Date): Promise<string[]> {
    const some = await this.rows<{ id: string }>(scope, someOf, [shopperId, before]);
    return some.map(({ id }) => id);
  }

  /** The same, held so that nobody adds to them. */
  async hold(tx: StoreScope, shopperId: string, before: Date): Promise<string[]> {
    const held = await this.rows<{ id: string }>(tx, `${someOf} FOR UPDATE`, [shopperId, before]);
    return held.map(({ id }) => id);
  }

  /** How many conversations of the shopper are left of those that were begun before. */
  async countConversations(scope: StoreScope, shopperId: string, before: Date): Promise<number> {
    const [row] = await this.rows<{ rows: number }>(
      scope,
      `SELECT count(*)::integer AS rows FROM conversations
       WHERE store_id = $1 AND shopper_id = $2 AND created_at <= $3`,
      [shopperId, before],
    );
    return row?.rows ?? 0;
  }

  async isKnown(scope: StoreScope, shopperId: string): Promise<boolean> {
    return (await this.findOne(scope, { shopperId })) !== null;
  }

  /** The rows of a table as they stand, without what is a secret, for the shopper. */
  async read(
    scope: StoreScope,
    { name, column, of, secrets }: (typeof ownTables)[number],
    shopperId: string,
  ): Promise<Record<string, unknown>[]> {
    const ofShopper =
      of === 'messages'
        ? ofMessages
        : `SELECT id FROM conversations WHERE store_id = $1 AND shopper_id = $2`;
    const rows = await this.rows<{ row: Record<string, unknown> }>(
      scope,
      `SELECT to_jsonb(t) - $3::text[] AS row FROM ${name} t
       WHERE t.store_id = $1 AND t.${column} IN (${ofShopper}) ORDER BY t.created_at`,
      [shopperId, [...secrets]],
    );
    return rows.map(({ row }) => row);
  }

  protected notFound(id: string) {
    return conversationNotFound(id);
  }
}
