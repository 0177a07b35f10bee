import { KnowledgeModule } from '@app/knowledge';
import { QueueModule } from '@app/tenancy';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { AGENT_CONFIG, type AgentConfig, readAgentConfig } from './agent.config.js';
import { AnswerService } from './answering/answer.service.js';
import { EvidenceFinder } from './answering/evidence-finder.js';
import { ModelAnswerer } from './answering/model-answerer.js';
import { QuestionAnswerer } from './answering/question-answerer.js';
import { Conversation } from './conversations/conversation.entity.js';
import { ConversationRepository } from './conversations/conversation.repository.js';
import { ConversationService } from './conversations/conversation.service.js';
import { Message } from './conversations/message.entity.js';
import { MessageRepository } from './conversations/message.repository.js';
import { TurnService } from './conversations/turn.service.js';
import { Feedback } from './feedback/feedback.entity.js';
import { Gap } from './gaps/gap.entity.js';
import { GapQuestion } from './gaps/gap-question.entity.js';
import { gapProviders, gapSurface } from './gaps/gaps.providers.js';
import { agentQueues } from './jobs/queues.js';
import { CHAT_MODEL } from './models/chat-model.js';
import { OpenAiChatModel } from './models/openai-chat-model.js';

const chooseChatModel = ({ chatModel }: AgentConfig) => chatModel && new OpenAiChatModel(chatModel);

/** From a question to a cited answer: conversations, and the answering of their messages. */
@Module({
  imports: [
    KnowledgeModule,
    TypeOrmModule.forFeature([Conversation, Message, Feedback, Gap, GapQuestion]),
    QueueModule.register(agentQueues),
  ],
  providers: [
    { provide: AGENT_CONFIG, useFactory: readAgentConfig },
    { provide: CHAT_MODEL, inject: [AGENT_CONFIG], useFactory: chooseChatModel },
    ConversationRepository,
    MessageRepository,
    ConversationService,
    TurnService,
    EvidenceFinder,
    ModelAnswerer,
    QuestionAnswerer,
    AnswerService,
    ...gapProviders,
  ],
  exports: [ConversationService, AnswerService, ...gapSurface],
})
export class AgentModule {}
