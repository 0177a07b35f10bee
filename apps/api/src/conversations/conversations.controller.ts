import { AnswerStreams, ConversationService } from '@app/agent';
import { CurrentPrincipal, CurrentStore, type Principal, type StoreScope } from '@app/tenancy';
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { type AnswerCall, Caller, TellsAnswer } from '../answers/answer-call.decorator.js';
import { AnswerReplies } from '../answers/answer-replies.js';
import { ListQuery, type ListQueryDto, toSliceDto } from '../http/input/fields.js';
import { IdempotencyKeyHeader } from '../http/input/idempotency-key.decorator.js';
import { CountsAnswer, CountsConversation } from '../http/limits/counted.decorator.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns, ReturnsNothing } from '../http/openapi/returns.decorator.js';
import { StoreInQuery } from '../http/openapi/store-id.decorators.js';
import {
  Conversation,
  type ConversationDto,
  ConversationId,
  ConversationList,
  ConversationsQuery,
  type ConversationsQueryDto,
  CreateConversation,
  type CreateConversationDto,
  fromCreateConversation,
  toConversationDto,
} from './conversation.dto.js';
import {
  Message,
  MessageList,
  NewMessage,
  type NewMessageDto,
  toMessageDto,
} from './message.dto.js';

const found = [
  'TENANCY_STORE_ID_REQUIRED',
  'AGENT_CONVERSATION_NOT_FOUND',
  'INPUT_INVALID',
] as const;

const answering = [
  'AGENT_CONTENT_EMPTY',
  'AGENT_CONTENT_TOO_LONG',
  'AGENT_CONVERSATION_BUSY',
  'AGENT_CONVERSATION_CLOSED',
  'AGENT_IDEMPOTENCY_KEY_REUSED',
  'AGENT_ANSWER_CANCELLED',
  'AGENT_ANSWER_LOST',
  'AGENT_MODEL_BUSY',
  'AGENT_MODEL_UNAVAILABLE',
  'AGENT_MODEL_REJECTED',
  'AGENT_MODEL_STALLED',
  'AGENT_MODEL_CUT_OFF',
  'AGENT_MODEL_NONSENSE',
  'AGENT_ANSWER_TIMED_OUT',
  'AGENT_ANSWER_FAILED',
  'BODY_TOO_LARGE',
  'SHUTTING_DOWN',
] as const;

/** Shoppers' questions and cited answers. A widget may start a conversation and go on with its shopper's. */
@ApiTags('conversations')
@Controller('conversations')
export class ConversationsController {
  constructor(
    private readonly conversations: ConversationService,
    private readonly answers: AnswerStreams,
    private readonly replies: AnswerReplies,
  ) {}

  @Post()
  @CountsConversation()
  @Returns(201, Conversation, 'The new conversation.')
  @Operation({
    needs: 'chat',
    summary: 'Start a conversation',
    description:
      "Opens an empty conversation; post a message to it to ask. One that the token of a shopper's session opens looks " +
      'missing to every other session and to the bare widget key.',
    fails: ['TENANCY_STORE_ID_REQUIRED', 'INPUT_INVALID'],
  })
  async createConversation(
    @CurrentStore() scope: StoreScope,
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: CreateConversation }) body: CreateConversationDto,
  ): Promise<ConversationDto> {
    const wanted = fromCreateConversation(body, principal);
    return toConversationDto(await this.conversations.create(scope, wanted));
  }

  @Get()
  @StoreInQuery()
  @Returns(200, ConversationList, 'A slice of the conversations.')
  @Operation({
    needs: 'conversations',
    summary: 'List conversations',
    description: "The store's conversations, newest first; of one state, or all.",
    fails: ['TENANCY_STORE_ID_REQUIRED', 'INPUT_INVALID', 'TENANCY_CURSOR_MALFORMED'],
  })
  async listConversations(
    @CurrentStore() scope: StoreScope,
    @Query({ schema: ConversationsQuery }) query: ConversationsQueryDto,
  ) {
    return toSliceDto(await this.conversations.list(scope, query), toConversationDto);
  }

  @Get(':conversation_id')
  @StoreInQuery()
  @Returns(200, Conversation, 'The conversation.')
  @Operation({
    needs: 'chat',
    summary: 'Get a conversation',
    description: 'One conversation, without its messages.',
    fails: found,
  })
  async getConversation(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) id: string,
  ): Promise<ConversationDto> {
    return toConversationDto(await this.conversations.get(scope, id));
  }

  @Delete(':conversation_id')
  @StoreInQuery()
  @ReturnsNothing('The conversation and its messages are gone.')
  @Operation({
    needs: 'conversations',
    summary: 'Delete a conversation',
    description: 'Erases the conversation with its messages. Cannot be undone.',
    fails: found,
  })
  async removeConversation(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) id: string,
  ): Promise<void> {
    await this.conversations.remove(scope, id);
  }

  @Post(':conversation_id/messages')
  @CountsAnswer()
  @StoreInQuery()
  @IdempotencyKeyHeader()
  @TellsAnswer()
  @Returns(200, Message, 'The answer: as JSON, or with `Accept: text/event-stream` as events.')
  @Operation({
    needs: 'chat',
    summary: 'Ask a question',
    description:
      "Answers from the store's live knowledge with citations, or says honestly that it does not know. A message that asks for a person hands the conversation off. While a person was asked for or has the conversation, no model is called: the message is kept, and the answer has outcome `handed_off`, with a sentence in state `waiting_for_human` and with empty content in state `human`; as events, `token` is left out where it is empty. If a person takes over while the agent answers, the events stop and `done` says so: what was shown before it is not an answer." +
      ' Where the store has an order endpoint, questions about an order are answered by it (stage `using_tool`), for a shopper ' +
      'with a `shopper_token` or the code that the store sends.' +
      ' With an `Idempotency-Key`, sends of the same text are one question and one answer, however often and in ' +
      'parallel; `Last-Event-ID` goes on after what was seen of it.',
    fails: [...found, ...answering],
  })
  askQuestion(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) id: string,
    @Body({ schema: NewMessage }) { content, shopper_token: shopperToken }: NewMessageDto,
    @Caller() call: AnswerCall,
  ) {
    const send = { content, shopperToken, idempotencyKey: call.idempotencyKey };
    return this.replies.send(call, (options) => this.answers.open(scope, id, send, options));
  }

  @Get(':conversation_id/messages')
  @StoreInQuery()
  @Returns(200, MessageList, 'A slice of the messages.')
  @Operation({
    needs: 'chat',
    summary: 'List messages',
    description: 'The questions and answers of a conversation, oldest first.',
    fails: [...found, 'TENANCY_CURSOR_MALFORMED'],
  })
  async listMessages(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) id: string,
    @Query({ schema: ListQuery }) query: ListQueryDto,
  ) {
    return toSliceDto(await this.conversations.listMessages(scope, id, query), toMessageDto);
  }
}
