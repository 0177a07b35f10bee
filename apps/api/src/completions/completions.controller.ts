import { StatelessAnswerService } from '@app/agent';
import { CurrentStore, StoreAlsoIn, type StoreScope } from '@app/tenancy';
import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { CountsAnswer } from '../http/limits/counted.decorator.js';
import { EventStream } from '../http/openapi/event-stream.decorator.js';
import { Operation } from '../http/openapi/operation.decorator.js';
import { Returns } from '../http/openapi/returns.decorator.js';
import { headerOfStore, StoreInHeader, StoreInQuery } from '../http/openapi/store-id.decorators.js';
import { ChatCompletion } from './chat-completion.dto.js';
import {
  ChatCompletionRequest,
  type ChatCompletionRequestDto,
  fromChatCompletionRequest,
  storeInModel,
} from './chat-completion-request.dto.js';
import { CompletionReplies } from './completion-replies.js';
import { completionStreamExample } from './completion-stream.example.js';
import { ModelList, type ModelListDto, toModelListDto } from './model.dto.js';

const answering = [
  'AGENT_CONTENT_EMPTY',
  'AGENT_CONTENT_TOO_LONG',
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
/** The store's agent for clients of OpenAI's API, with the keys and limits of every other route. */
@ApiTags('other doors')
@Controller('v1')
@StoreAlsoIn(headerOfStore, ({ body }) => storeInModel(body))
export class CompletionsController {
  constructor(
    private readonly answers: StatelessAnswerService,
    private readonly replies: CompletionReplies,
  ) {}

  @Post('chat/completions')
  @CountsAnswer()
  @StoreInQuery()
  @StoreInHeader()
  @EventStream(completionStreamExample)
  @Returns(200, ChatCompletion, 'The answer: as JSON, or with `stream` as events.')
  @Operation({
    needs: 'chat',
    summary: "Ask in OpenAI's format",
    description:
      "The store's agent for any client of OpenAI's API. The last message of the user is the question, what was said before its history; nothing is stored. `system` and `developer` messages are not obeyed: the store's rules win. `tools`, `temperature`, `max_tokens` and whatever else is not listed are ignored; images, audio, more than one choice, JSON output and a required tool are refused. `citations` of the message, and of the last chunk's delta, are those of other answers.",
    fails: ['TENANCY_STORE_ID_REQUIRED', 'INPUT_INVALID', 'MODEL_NOT_FOUND', ...answering],
    errorsOf: 'openai',
  })
  createChatCompletion(
    @CurrentStore() scope: StoreScope,
    @Body({ schema: ChatCompletionRequest }) body: ChatCompletionRequestDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const question = fromChatCompletionRequest(body);
    return this.replies.send(reply, body, (signal) => this.answers.answer(scope, question, signal));
  }

  @Get('models')
  @StoreInQuery()
  @StoreInHeader()
  @Returns(200, ModelList, 'The one model.')
  @Operation({
    needs: 'chat',
    summary: "List the models in OpenAI's format",
    description: 'The one model, `storehand`, with what words its answers in this store.',
    fails: ['TENANCY_STORE_ID_REQUIRED'],
    errorsOf: 'openai',
  })
  async listModels(@CurrentStore() scope: StoreScope): Promise<ModelListDto> {
    return toModelListDto(await this.answers.modelName(scope));
  }
}
