import { decodeCursor, type ListSlice, type StoreScope, toSlice } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { conversationNotFound, messageNotFound } from '../agent.errors.js';
import type { Conversation, ConversationState } from './conversation.entity.js';
import { ConversationRepository } from './conversation.repository.js';
import type { Message } from './message.entity.js';
import { MessageRepository } from './message.repository.js';

export interface NewConversation {
  shopperId?: string;
  /** Of the widget that begins it. */
  sessionId?: string;
  metadata?: Record<string, unknown>;
}

export interface ListRequest {
  cursor?: string;
  limit?: number;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** Creating, reading and removing conversations; their messages come and go with them. */
@Injectable()
export class ConversationService {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
  ) {}

  create(scope: StoreScope, wanted: NewConversation = {}): Promise<Conversation> {
    return this.conversations.insert(scope, {
      shopperId: wanted.shopperId ?? null,
      sessionId: wanted.sessionId ?? null,
      metadata: wanted.metadata ?? {},
    });
  }

  /** The newest first. */
  list(
    scope: StoreScope,
    { state, ...request }: ListRequest & { state?: ConversationState } = {},
  ): Promise<ListSlice<Conversation>> {
    const options = { cursor: request.cursor, limit: limitOf(request), state };
    return this.conversations.list(scope, options);
  }

  get(scope: StoreScope, id: string): Promise<Conversation> {
    return this.conversations.get(scope, id);
  }

  async remove(scope: StoreScope, id: string): Promise<void> {
    const removed = await this.conversations.delete(scope, { id });
    if (removed === 0) throw conversationNotFound(id);
  }

  /** Throws AGENT_CONVERSATION_NOT_FOUND and AGENT_MESSAGE_NOT_FOUND. */
  async getMessage(scope: StoreScope, conversationId: string, id: string): Promise<Message> {
    await this.conversations.get(scope, conversationId);
    const message = await this.messages.findOne(scope, { id, conversationId });
    if (message === null) throw messageNotFound(id);
    return message;
  }

  /** In the order they were written. */
  async listMessages(
    scope: StoreScope,
    id: string,
    request: ListRequest = {},
  ): Promise<ListSlice<Message>> {
    await this.conversations.get(scope, id);
    const limit = limitOf(request);
    const after = request.cursor === undefined ? undefined : decodeCursor(request.cursor);
    const rows = await this.messages.inOrder(scope, id, { limit, after });
    return toSlice(rows, limit);
  }
}

function limitOf({ limit = DEFAULT_LIMIT }: ListRequest): number {
  return Math.min(Math.max(1, limit), MAX_LIMIT);
}
