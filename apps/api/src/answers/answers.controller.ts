import { AnswerStreams } from '@app/agent';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { ConversationId } from '../conversations/conversation.dto.js';
import { Message, type MessageDto, MessageId, toMessageDto } from '../conversations/message.dto.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInQuery } from '../http/openapi/store-id.decorators.js';
import { type AnswerCall, Caller, TellsAnswer } from './answer-call.decorator.js';
import { AnswerReplies } from './answer-replies.js';

const found = [
  'TENANCY_STORE_ID_REQUIRED',
  'AGENT_CONVERSATION_NOT_FOUND',
  'AGENT_MESSAGE_NOT_FOUND',
  'INPUT_INVALID',
] as const;

/** Answers by the id of their message, while they are written and after: reading on, and stopping. */
@ApiTags('conversations')
@Controller('conversations/:conversation_id/messages/:message_id')
export class AnswersController {
  constructor(
    private readonly streams: AnswerStreams,
    private readonly replies: AnswerReplies,
  ) {}

  @Get('stream')
  @StoreInQuery()
  @TellsAnswer()
  @Returns(200, Message, 'The answer: as JSON, or with `Accept: text/event-stream` as events.')
  @Operation({
    needs: 'chat',
    summary: 'Read on in an answer',
    description:
      'Goes on after the event that `Last-Event-ID` names, on any API process and without another call of the ' +
      'model. `X-Message-Id` and the `status` events of a stream name the message. A stream that nobody reads goes on ' +
      'for `ANSWER_RESUME_MS`. Its events are kept for 15 minutes, then the `done` event tells it whole.',
    fails: [...found, 'AGENT_ANSWER_LOST', 'AGENT_ANSWER_CANCELLED', 'SHUTTING_DOWN'],
  })
  resumeAnswer(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) id: string,
    @Param('message_id', { schema: MessageId }) messageId: string,
    @Caller() call: AnswerCall,
  ) {
    return this.replies.send(call, () => this.streams.resume(scope, id, messageId));
  }

  @Post('cancel')
  @StoreInQuery()
  @Returns(200, Message, 'The answer as it ended.')
  @Operation({
    needs: 'chat',
    summary: 'Cancel an answer',
    description:
      'Stops the model and ends the answer as failed with `AGENT_ANSWER_CANCELLED`, at once on the process that writes ' +
      'it, within five seconds from another. An answer that had ended stays as it is.',
    fails: found,
  })
  async cancelAnswer(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) id: string,
    @Param('message_id', { schema: MessageId }) messageId: string,
  ): Promise<MessageDto> {
    return toMessageDto(await this.streams.cancel(scope, id, messageId));
  }
}
