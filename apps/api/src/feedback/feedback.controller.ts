import { FeedbackService } from '@app/agent';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Delete, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ConversationId } from '../conversations/conversation.dto.js';
import { uuid } from '../http/input/fields.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns, ReturnsNothing } from '../http/openapi/returns.decorator.js';
import { StoreInQuery } from '../http/openapi/store-id.decorators.js';
import {
  fromGiveFeedback,
  GiveFeedback,
  type GiveFeedbackDto,
  GivenFeedback,
  type GivenFeedbackDto,
  toFeedbackDto,
} from './feedback.dto.js';

const MessageId = uuid("The message's id.");

const fails = [
  'TENANCY_STORE_ID_REQUIRED',
  'AGENT_CONVERSATION_NOT_FOUND',
  'AGENT_MESSAGE_NOT_FOUND',
  'AGENT_MESSAGE_NOT_AN_ANSWER',
  'INPUT_INVALID',
] as const;

/** Thumbs on answers. A widget may give them, since it alone knows the conversation. */
@ApiTags('conversations')
@Controller('conversations/:conversation_id/messages/:message_id/feedback')
export class FeedbackController {
  constructor(private readonly feedback: FeedbackService) {}

  @Put()
  @StoreInQuery()
  @Returns(200, GivenFeedback, 'The feedback as it is now.')
  @Operation({
    needs: 'chat',
    summary: 'Rate an answer',
    description:
      'Says what is thought of an answer of the agent, in the place of what was said before. A question whose answer is rated down becomes a gap.',
    fails,
  })
  async giveFeedback(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) conversationId: string,
    @Param('message_id', { schema: MessageId }) messageId: string,
    @Body({ schema: GiveFeedback }) body: GiveFeedbackDto,
  ): Promise<GivenFeedbackDto> {
    const rated = { conversationId, messageId };
    const given = await this.feedback.put(scope, rated, fromGiveFeedback(body));
    return toFeedbackDto({ ...given, ratedAt: given.updatedAt.toISOString() });
  }

  @Delete()
  @StoreInQuery()
  @ReturnsNothing('There is no feedback on this answer.')
  @Operation({
    needs: 'chat',
    summary: 'Take feedback back',
    description: 'Erases what was thought of an answer; its question is no gap any more for that.',
    fails,
  })
  async removeFeedback(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) conversationId: string,
    @Param('message_id', { schema: MessageId }) messageId: string,
  ): Promise<void> {
    await this.feedback.remove(scope, { conversationId, messageId });
  }
}
