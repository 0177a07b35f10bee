import {
  type AppError,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { messageNotFound } from '../agent.errors.js';
import { Message } from '../conversations/message.entity.js';
import type { Receipt } from './receipt.js';

export interface MessagePlace {
  conversationId: string;
  messageId: string;
}

export interface FoundReceipt {
  role: Message['role'];
  /** Null where none was kept. */
  receipt: Receipt | null;
}

/** Receipts, each in a row beside its message, which is read far more often without. */
@Injectable()
export class ReceiptRepository extends StoreScopedRepository<Message> {
  constructor(connections: StoreConnections) {
    super(connections, Message);
  }

  async keep(tx: StoreScope, messageId: string, receipt: Receipt): Promise<void> {
    await this.rows(
      tx,
      `INSERT INTO receipts (store_id, message_id, receipt) VALUES ($1, $2, $3)`,
      [messageId, JSON.stringify(receipt)],
    );
  }

  async ofMessage(
    scope: StoreScope,
    { conversationId, messageId }: MessagePlace,
  ): Promise<FoundReceipt> {
    const [row] = await this.rows<FoundReceipt>(
      scope,
      `SELECT m.role, r.receipt FROM messages m
       LEFT JOIN receipts r ON r.store_id = m.store_id AND r.message_id = m.id
       WHERE m.store_id = $1 AND m.conversation_id = $2 AND m.id = $3`,
      [conversationId, messageId],
    );
    if (!row) throw messageNotFound(messageId);
    return row;
  }

  protected notFound(id: string): AppError {
    return messageNotFound(id);
  }
}
