import { ReceiptService, ReplayService } from '@app/agent';
import { CurrentStore, type StoreScope } from '@app/tenancy';
import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { ConversationId } from '../conversations/conversation.dto.js';
import { CountsAnswer } from '../http/limits/counted.decorator.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { StoreInQuery } from '../http/openapi/store-id.decorators.js';
import { RunningAnswers } from '../http/streaming/running-answers.js';
import { Receipt, type ReceiptDto, toReceiptDto } from './receipt.dto.js';
import { MessageId, Replay, type ReplayDto, toReplayDto } from './replay.dto.js';

const found = ['TENANCY_STORE_ID_REQUIRED', 'AGENT_MESSAGE_NOT_FOUND', 'INPUT_INVALID'] as const;

const answering = [
  'AGENT_MODEL_BUSY',
  'AGENT_MODEL_UNAVAILABLE',
  'AGENT_MODEL_REJECTED',
  'AGENT_MODEL_STALLED',
  'AGENT_MODEL_CUT_OFF',
  'AGENT_MODEL_NONSENSE',
  'AGENT_ANSWER_TIMED_OUT',
  'AGENT_ANSWER_FAILED',
  'SHUTTING_DOWN',
] as const;

/** Why an answer was given, and whether it would be given today. Not for shoppers: it shows more than the answer does. */
@ApiTags('conversations')
@Controller('conversations/:conversation_id/messages/:message_id')
export class ReceiptsController {
  constructor(
    private readonly receipts: ReceiptService,
    private readonly replays: ReplayService,
    private readonly running: RunningAnswers,
  ) {}

  @Get('receipt')
  @StoreInQuery()
  @Returns(200, Receipt, 'The receipt.')
  @Operation({
    needs: 'conversations',
    summary: "Get an answer's receipt",
    description:
      'What the answer was made from, word for word, with scores, prompts, model, the verdict on each sentence, tokens, cost and timings. Erased with the conversation.',
    fails: [...found, 'AGENT_RECEIPT_NOT_FOUND'],
  })
  async getReceipt(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) conversationId: string,
    @Param('message_id', { schema: MessageId }) messageId: string,
  ): Promise<ReceiptDto> {
    return toReceiptDto(await this.receipts.get(scope, { conversationId, messageId }));
  }

  @Post('replay')
  @CountsAnswer()
  @StoreInQuery()
  @Returns(200, Replay, "Today's answer and what differs.")
  @Operation({
    needs: 'conversations',
    summary: 'Replay an answer',
    description:
      "Asks the answer's question again, after the same conversation as then, of today's live release with today's settings, and compares. Keeps nothing; calls the language model where one is configured.",
    fails: [
      ...found,
      'AGENT_MESSAGE_NOT_AN_ANSWER',
      'AGENT_MESSAGE_WITHOUT_QUESTION',
      ...answering,
    ],
  })
  async replayAnswer(
    @CurrentStore() scope: StoreScope,
    @Param('conversation_id', { schema: ConversationId }) conversationId: string,
    @Param('message_id', { schema: MessageId }) messageId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReplayDto> {
    const work = this.running.begin(reply.request);
    reply.raw.once('close', () => work.abort());
    try {
      const place = { conversationId, messageId };
      return toReplayDto(messageId, await this.replays.replay(scope, place, work.signal));
    } finally {
      work.end();
    }
  }
}
