import { HandoffService } from '@app/agent';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInQuery } from '../http/openapi/store-id.decorators.js';
import {
  Conversation,
  type ConversationDto,
  ConversationId,
  toConversationDto,
} from './conversation.dto.js';
import {
  NewReply,
  type NewReplyDto,
  RequestHandoff,
  type RequestHandoffDto,
} from './handoff.dto.js';
import { Message, type MessageDto, toMessageDto } from './message.dto.js';

const found = [
  'TENANCY_STORE_ID_REQUIRED',
  'AGENT_CONVERSATION_NOT_FOUND',
  'INPUT_INVALID',
] as const;
const moves = [...found, 'AGENT_CONVERSATION_STATE'] as const;

/** Conversations between agent, shopper and the people of the store. A widget may only ask for a person. */
@ApiTags('conversations')
@Controller('conversations/:conversation_id')
export class HandoffController {
  constructor(private readonly handoffs: HandoffService) {}

  @Post('handoff')
  @StoreInQuery()
  @Returns(200, Conversation, 'The conversation, waiting for a person or with one already.')
  @Operation({
    needs: 'chat',
    summary: 'Ask for a person',
    description:
      "Moves the conversation from `agent` to `waiting_for_human` and tells the store's webhook. Asking again adds contact and note.",
    fails: [...found, 'AGENT_CONVERSATION_CLOSED'],
  })
  async requestHandoff(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) id: string,
    @Body({ schema: RequestHandoff }) wish: RequestHandoffDto,
  ): Promise<ConversationDto> {
    return toConversationDto(await this.handoffs.request(scope, id, wish));
  }

  @Post('take-over')
  @StoreInQuery()
  @Returns(200, Conversation, 'The conversation, in state `human`.')
  @Operation({
    needs: 'conversations',
    summary: 'Take a conversation over',
    description:
      'A person answers from now on and the agent is silent. Of two who take it over at the same moment, one is refused.',
    fails: moves,
  })
  async takeOverConversation(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) id: string,
  ): Promise<ConversationDto> {
    return toConversationDto(await this.handoffs.takeOver(scope, id));
  }

  @Post('replies')
  @StoreInQuery()
  @Returns(201, Message, 'The message, with role `human`.')
  @Operation({
    needs: 'conversations',
    summary: 'Reply as a person',
    description: 'Says something to the shopper; in state `human` only.',
    fails: [...moves, 'AGENT_CONTENT_EMPTY', 'AGENT_CONTENT_TOO_LONG'],
  })
  async replyAsPerson(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) id: string,
    @Body({ schema: NewReply }) { content }: NewReplyDto,
  ): Promise<MessageDto> {
    return toMessageDto(await this.handoffs.reply(scope, id, content));
  }

  @Post('give-back')
  @StoreInQuery()
  @Returns(200, Conversation, 'The conversation, in state `agent`.')
  @Operation({
    needs: 'conversations',
    summary: 'Give a conversation back to the agent',
    description: 'The agent answers again; from `waiting_for_human` or `human`.',
    fails: moves,
  })
  async giveBackConversation(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) id: string,
  ): Promise<ConversationDto> {
    return toConversationDto(await this.handoffs.giveBack(scope, id));
  }

  @Post('close')
  @StoreInQuery()
  @Returns(200, Conversation, 'The conversation, in state `closed`.')
  @Operation({
    needs: 'conversations',
    summary: 'Close a conversation',
    description: 'Nobody answers any more, and no further message is taken. Its messages stay.',
    fails: moves,
  })
  async closeConversation(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) id: string,
  ): Promise<ConversationDto> {
    return toConversationDto(await this.handoffs.close(scope, id));
  }
}
