import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { conversationNotFound } from '../agent.errors.js';
import { Conversation } from '../conversations/conversation.entity.js';
import { ofMessages, ownTables } from './shopper-tables.js';

/** Conversations of one transaction. */
const atOnce = 20;

/** The rows that a shopper's conversations consist of, by their ids. */
export interface ShopperIds {
  conversations: string[];
  /** And answers that were begun, which are messages once they have ended. */
  messages: string[];
  gaps: string[];
}

type Count = { name: string; rows: number };

/** The rows of one shopper of a store, who is known by the name that the store gave its conversations. */
@Injectable()
export class ShopperRepository extends StoreScopedRepository<Conversation> {
  constructor(connections: StoreConnections) {
    super(connections, Conversation);
  }

  /** Some of the shopper's conversations that were begun before, held so that nobody adds to them; empty where there are none. */
  async hold(tx: StoreScope, shopperId: string, before: Date): Promise<ShopperIds> {
    const held = await this.rows<{ id: string }>(
      tx,
      `SELECT id FROM conversations WHERE store_id = $1 AND shopper_id = $2 AND created_at <= $3
       ORDER BY id LIMIT ${atOnce} FOR UPDATE`,
      [shopperId, before],
    );
    const conversations = held.map(({ id }) => id);
    const [messages, gaps] = await Promise.all([
      this.rows<{ id: string }>(
        tx,
        `SELECT id FROM messages WHERE store_id = $1 AND conversation_id = ANY ($2)
         UNION SELECT id FROM answer_runs WHERE store_id = $1 AND conversation_id = ANY ($2)`,
        [conversations],
      ),
      this.rows<{ id: string }>(
        tx,
        `SELECT DISTINCT g.gap_id AS id FROM gap_questions g JOIN messages m
           ON m.store_id = $1 AND m.id = g.message_id
         WHERE g.store_id = $1 AND m.conversation_id = ANY ($2) AND g.gap_id IS NOT NULL`,
        [conversations],
      ),
    ]);
    return {
      conversations,
      messages: messages.map(({ id }) => id),
      gaps: gaps.map(({ id }) => id),
    };
  }

  /** How many rows of each table belong to these. */
  async countRows(scope: StoreScope, { conversations, messages }: ShopperIds): Promise<Count[]> {
    const ids = { conversations, messages };
    const counts = ownTables.map(async ({ name, column, of }) => {
      const [row] = await this.rows<{ rows: number }>(
        scope,
        `SELECT count(*)::integer AS rows FROM ${name} WHERE store_id = $1 AND ${column} = ANY ($2)`,
        [ids[of]],
      );
      return { name, rows: row?.rows ?? 0 };
    });
    return Promise.all(counts);
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

  /** Erases conversations with all that refers to them. */
  async eraseConversations(tx: StoreScope, { conversations }: ShopperIds): Promise<void> {
    await this.rows(tx, `DELETE FROM conversations WHERE store_id = $1 AND id = ANY ($2)`, [
      conversations,
    ]);
  }

  /** Gaps that nobody asks about any more, unless the store has answered them. */
  async eraseEmptyGaps(tx: StoreScope, { gaps }: ShopperIds): Promise<number> {
    const rows = await this.rows(
      tx,
      `DELETE FROM gaps g WHERE store_id = $1 AND id = ANY ($2) AND snippet_id IS NULL
         AND NOT EXISTS (SELECT FROM gap_questions q WHERE q.store_id = $1 AND q.gap_id = g.id)
       RETURNING id`,
      [gaps],
    );
    return rows.length;
  }

  /** What tells of the conversations or messages; returns the ids of what was erased, which jobs name. */
  async eraseDeliveries(tx: StoreScope, ids: ShopperIds): Promise<string[]> {
    const rows = await this.rows<{ id: string }>(
      tx,
      `DELETE FROM webhook_deliveries WHERE store_id = $1 AND subject_id = ANY ($2) RETURNING id`,
      [[...ids.conversations, ...ids.messages]],
    );
    return rows.map(({ id }) => id);
  }

  /** What was paid stays, whose conversation it was goes. */
  async unlinkUsage(tx: StoreScope, { conversations, messages }: ShopperIds): Promise<number> {
    const rows = await this.rows(
      tx,
      `UPDATE usage_entries SET conversation_id = NULL, message_id = NULL, updated_at = now()
       WHERE store_id = $1 AND (conversation_id = ANY ($2) OR message_id = ANY ($3)) RETURNING id`,
      [conversations, messages],
    );
    return rows.length;
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
