import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { messageNotAnAnswer } from '../agent.errors.js';
import { ConversationService } from '../conversations/conversation.service.js';
import { GapNotes } from '../gaps/gap-notes.service.js';
import type { Feedback } from './feedback.entity.js';
import { FeedbackRepository, type NewFeedback } from './feedback.repository.js';

export interface RatedMessage {
  conversationId: string;
  messageId: string;
}

/** Thumbs on answers. A bad one makes its question a gap, and taking it back takes that back too. */
@Injectable()
export class FeedbackService {
  constructor(
    private readonly connections: StoreConnections,
    private readonly feedback: FeedbackRepository,
    private readonly conversations: ConversationService,
    private readonly gaps: GapNotes,
  ) {}

  /** Throws AGENT_CONVERSATION_NOT_FOUND, AGENT_MESSAGE_NOT_FOUND and AGENT_MESSAGE_NOT_AN_ANSWER. */
  async put(scope: StoreScope, rated: RatedMessage, given: NewFeedback): Promise<Feedback> {
    await this.expectAnswer(scope, rated);
    return this.connections.transaction(scope, async (tx) => {
      const feedback = await this.feedback.put(tx, rated.messageId, given);
      if (given.rating === 'down') await this.gaps.note(tx, rated.messageId);
      else await this.gaps.forget(tx, rated.messageId);
      return feedback;
    });
  }

  /** Taking back what was never given changes nothing. */
  async remove(scope: StoreScope, rated: RatedMessage): Promise<void> {
    await this.expectAnswer(scope, rated);
    await this.connections.transaction(scope, async (tx) => {
      await this.feedback.delete(tx, { messageId: rated.messageId });
      await this.gaps.forget(tx, rated.messageId);
    });
  }

  private async expectAnswer(scope: StoreScope, { conversationId, messageId }: RatedMessage) {
    const { role } = await this.conversations.getMessage(scope, conversationId, messageId);
    if (role !== 'assistant') throw messageNotAnAnswer(messageId);
  }
}
