import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { conversationClosed, stateRefused } from '../agent.errors.js';
import { cleanContent } from '../conversations/clean-content.js';
import type { Conversation } from '../conversations/conversation.entity.js';
import {
  ConversationRepository,
  type HandoffWish,
  type StateMove,
} from '../conversations/conversation.repository.js';
import type { Message } from '../conversations/message.entity.js';
import { MessageRepository } from '../conversations/message.repository.js';
import { StoreWebhooks } from '../webhooks/store-webhooks.service.js';

/**
 * Who has a conversation. Every change compares the state with what it may come from and sets it in one statement, so
 * that of two people who take a conversation over exactly one has it. Throws AGENT_CONVERSATION_NOT_FOUND, and
 * AGENT_CONVERSATION_STATE with the state as it is.
 */
@Injectable()
export class HandoffService {
  constructor(
    private readonly connections: StoreConnections,
    private readonly conversations: ConversationRepository,
    private readonly messages: MessageRepository,
    private readonly webhooks: StoreWebhooks,
  ) {}

  /** Asks for a person, and tells the store. Asking again adds contact and note. Throws AGENT_CONVERSATION_CLOSED. */
  async request(scope: StoreScope, id: string, wish: HandoffWish = {}): Promise<Conversation> {
    const { conversation, delivery } = await this.connections.transaction(scope, async (tx) => {
      const state = await this.conversations.lockState(tx, id);
      if (state === 'closed') throw conversationClosed(id);
      if (state !== 'agent') {
        return { conversation: await this.conversations.noteWish(tx, id, wish), delivery: null };
      }
      const handedOff = await this.conversations.handOff(tx, id, wish);
      const sent = await this.webhooks.send(tx, 'conversation.handed_off', id);
      return { conversation: handedOff, delivery: sent };
    });
    await this.webhooks.nudge(scope, delivery);
    return conversation as Conversation;
  }

  /** A person answers from now on; the agent stops, in the middle of an answer too. */
  takeOver(scope: StoreScope, id: string): Promise<Conversation> {
    return this.move(scope, id, { from: ['agent', 'waiting_for_human'], to: 'human' });
  }

  /** The agent answers again. */
  giveBack(scope: StoreScope, id: string): Promise<Conversation> {
    return this.move(scope, id, { from: ['waiting_for_human', 'human'], to: 'agent' });
  }

  /** Nobody answers any more, and no message is taken. */
  close(scope: StoreScope, id: string): Promise<Conversation> {
    return this.move(scope, id, { from: ['agent', 'waiting_for_human', 'human'], to: 'closed' });
  }

  /** What a person of the store says. Throws AGENT_CONTENT_EMPTY and AGENT_CONTENT_TOO_LONG, too. */
  reply(scope: StoreScope, id: string, text: string): Promise<Message> {
    const content = cleanContent(text);
    return this.connections.transaction(scope, async (tx) => {
      const seq = await this.conversations.nextHumanSeq(tx, id);
      if (seq === null) throw await this.refusal(tx, id, ['human']);
      return this.messages.insert(tx, { conversationId: id, seq, role: 'human', content });
    });
  }

  private async move(scope: StoreScope, id: string, step: StateMove): Promise<Conversation> {
    const moved = await this.conversations.move(scope, id, step);
    if (!moved) throw await this.refusal(scope, id, step.from);
    return moved;
  }

  private async refusal(scope: StoreScope, id: string, from: StateMove['from']) {
    const { state } = await this.conversations.get(scope, id);
    return stateRefused(id, state, from);
  }
}
