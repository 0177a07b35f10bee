import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { conversationNotFound } from '../agent.errors.js';
import { Conversation } from '../conversations/conversation.entity.js';
import { ownTables } from './own-tables.js';

/** Conversations of one transaction. */
export const CONVERSATIONS_AT_ONCE = 20;

/** The rows that conversations consist of, by their ids. */
export interface ConversationIds {
  conversations: string[];
  /** And answers that were begun, which are messages once they have ended. */
  messages: string[];
}

/** What went beside the conversations' own rows. */
export interface ErasedAround {
  usage: number;
  gaps: number;
  /** Ids, which jobs may name. */
  deliveries: string[];
}

/** Everything that conversations of a store consist of and that tells of them. */
@Injectable()
export class ConversationRowsRepository extends StoreScopedRepository<Conversation> {
  constructor(connections: StoreConnections) {
    super(connections, Conversation);
  }

  /** Some in which nothing was said for so many days, held so that nobody adds to them. */
  async holdOld(tx: StoreScope, days: number): Promise<string[]> {
    const held = await this.rows<{ id: string }>(
      tx,
      `SELECT id FROM conversations
       WHERE store_id = $1 AND created_at < now() - make_interval(days => $2)
         AND updated_at < now() - make_interval(days => $2)
       ORDER BY created_at LIMIT ${CONVERSATIONS_AT_ONCE} FOR UPDATE SKIP LOCKED`,
      [days],
    );
    return held.map(({ id }) => id);
  }

  async idsOf(tx: StoreScope, conversations: string[]): Promise<ConversationIds> {
    return { conversations, messages: await this.messagesOf(tx, conversations) };
  }

  /** Erases conversations that the transaction holds with all that refers to them. */
  async erase(tx: StoreScope, ids: ConversationIds): Promise<ErasedAround> {
    const gapIds = await this.gapsOf(tx, ids.conversations);
    const deliveries = await this.eraseDeliveries(tx, ids);
    const usage = await this.unlinkUsage(tx, ids);
    await this.rows(tx, `DELETE FROM conversations WHERE store_id = $1 AND id = ANY ($2)`, [
      ids.conversations,
    ]);
    return { usage, gaps: await this.eraseEmptyGaps(tx, gapIds), deliveries };
  }

  /** How many rows of each table belong to these. */
  async countRows(scope: StoreScope, ids: ConversationIds): Promise<Map<string, number>> {
    const counts = ownTables.map(async ({ name, column, of }) => {
      const [row] = await this.rows<{ rows: number }>(
        scope,
        `SELECT count(*)::integer AS rows FROM ${name} WHERE store_id = $1 AND ${column} = ANY ($2)`,
        [ids[of]],
      );
      return [name, row?.rows ?? 0] as const;
    });
    return new Map(await Promise.all(counts));
  }

  private async messagesOf(tx: StoreScope, conversations: string[]): Promise<string[]> {
    const rows = await this.rows<{ id: string }>(
      tx,
      `SELECT id FROM messages WHERE store_id = $1 AND conversation_id = ANY ($2)
       UNION SELECT id FROM answer_runs WHERE store_id = $1 AND conversation_id = ANY ($2)`,
      [conversations],
    );
    return rows.map(({ id }) => id);
  }

  private async gapsOf(tx: StoreScope, conversations: string[]): Promise<string[]> {
    const rows = await this.rows<{ id: string }>(
      tx,
      `SELECT DISTINCT g.gap_id AS id FROM gap_questions g JOIN messages m
         ON m.store_id = $1 AND m.id = g.message_id
       WHERE g.store_id = $1 AND m.conversation_id = ANY ($2) AND g.gap_id IS NOT NULL`,
      [conversations],
    );
    return rows.map(({ id }) => id);
  }

  /** What tells of the conversations or messages; returns the ids of what was erased, which jobs name. */
  private async eraseDeliveries(tx: StoreScope, ids: ConversationIds): Promise<string[]> {
    const rows = await this.rows<{ id: string }>(
      tx,
      `DELETE FROM webhook_deliveries WHERE store_id = $1 AND subject_id = ANY ($2) RETURNING id`,
      [[...ids.conversations, ...ids.messages]],
    );
    return rows.map(({ id }) => id);
  }

  /** What was paid stays, whose conversation it was goes. */
  private async unlinkUsage(
    tx: StoreScope,
    { conversations, messages }: ConversationIds,
  ): Promise<number> {
    const rows = await this.rows(
      tx,
      `UPDATE usage_entries SET conversation_id = NULL, message_id = NULL, updated_at = now()
       WHERE store_id = $1 AND (conversation_id = ANY ($2) OR message_id = ANY ($3)) RETURNING id`,
      [conversations, messages],
    );
    return rows.length;
  }

  /** Gaps that nobody asks about any more, unless the store has answered them. */
  private async eraseEmptyGaps(tx: StoreScope, gaps: string[]): Promise<number> {
    const rows = await this.rows(
      tx,
      `DELETE FROM gaps g WHERE store_id = $1 AND id = ANY ($2) AND snippet_id IS NULL
         AND NOT EXISTS (SELECT FROM gap_questions q WHERE q.store_id = $1 AND q.gap_id = g.id)
       RETURNING id`,
      [gaps],
    );
    return rows.length;
  }

  protected notFound(id: string) {
    return conversationNotFound(id);
  }
}
