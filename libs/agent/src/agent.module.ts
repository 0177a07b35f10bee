import { EMBEDDING_MODEL, KnowledgeModule, ModelRuns } from '@app/knowledge';
import { QueueModule, SealedColumns } from '@app/tenancy';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { AGENT_CONFIG, type AgentConfig, readAgentConfig } from './agent.config.js';
import { BudgetAlert } from './alerts/budget-alert.entity.js';
import { AnswerService } from './answering/answer.service.js';
import { EvidenceFinder } from './answering/evidence-finder.js';
import { QuestionAnswerer } from './answering/question-answerer.js';
import { AnswerRun } from './conversations/answer-run.entity.js';
import { AnswerRunRepository } from './conversations/answer-run.repository.js';
import { AnswerRunService } from './conversations/answer-run.service.js';
import { Conversation } from './conversations/conversation.entity.js';
import { ConversationRepository } from './conversations/conversation.repository.js';
import { ConversationService } from './conversations/conversation.service.js';
import { Message } from './conversations/message.entity.js';
import { MessageRepository } from './conversations/message.repository.js';
import { TurnService } from './conversations/turn.service.js';
import { TurnEndService } from './conversations/turn-end.service.js';
import { Feedback } from './feedback/feedback.entity.js';
import { forgettingProviders, forgettingSurface } from './forgetting/forgetting.providers.js';
import { Gap } from './gaps/gap.entity.js';
import { GapQuestion } from './gaps/gap-question.entity.js';
import { gapProviders, gapSurface } from './gaps/gaps.providers.js';
import { HandoffService } from './handoff/handoff.service.js';
import { HumanWatch } from './handoff/human-watch.js';
import { agentQueues } from './jobs/queues.js';
import { CHAT_MODEL } from './models/chat-model.js';
import { MODEL_NAMES, modelNames } from './models/model-names.js';
import { OpenAiChatModel } from './models/openai-chat-model.js';
import { OrderCode } from './orders/order-code.entity.js';
import { OrderEndpoint } from './orders/order-endpoint.entity.js';
import { ShopperToken } from './orders/shopper-token.entity.js';
import { privacyProviders, privacySurface } from './privacy/privacy.providers.js';
import { PrivacyRequest } from './privacy/privacy-request.entity.js';
import { ReceiptRepository } from './receipts/receipt.repository.js';
import { ReceiptService } from './receipts/receipt.service.js';
import { ReceiptSweep } from './receipts/receipt-sweep.js';
import { EvidenceRefresher } from './rechecking/evidence-refresher.service.js';
import { AnswerSamples } from './replaying/answer-samples.js';
import { PastTurnRepository } from './replaying/past-turn.repository.js';
import { ReplayService } from './replaying/replay.service.js';
import { AgentSettingsVersion } from './settings/agent-settings.entity.js';
import { AgentSettingsRepository } from './settings/agent-settings.repository.js';
import { AgentSettingsService } from './settings/agent-settings.service.js';
import { StoreAgents } from './settings/store-agents.js';
import { StoreModels } from './settings/store-models.js';
import { shopperProviders, shopperSurface } from './shoppers/shoppers.providers.js';
import { StatelessAnswerService } from './stateless/stateless-answer.service.js';
import { AnswerEnder } from './streaming/answer-ender.js';
import { AnswerFollower } from './streaming/answer-follower.js';
import { AnswerStreams } from './streaming/answer-streams.service.js';
import { ToolCount } from './tools/tool-count.entity.js';
import { toolProviders, toolSurface } from './tools/tools.providers.js';
import { SettingsTrial } from './trying/settings-trial.service.js';
import { Webhook } from './webhooks/webhook.entity.js';
import { WebhookDelivery } from './webhooks/webhook-delivery.entity.js';
import { webhookProviders, webhookSurface } from './webhooks/webhooks.providers.js';

const chooseChatModel = ({ chatModel, timeoutMs }: AgentConfig, runs: ModelRuns) =>
  chatModel && new OpenAiChatModel({ ...chatModel, timeoutMs }, runs);

/** From a question to a cited answer: conversations, and the answering of their messages. */
@Module({
  imports: [
    KnowledgeModule,
    TypeOrmModule.forFeature([
      Conversation,
      Message,
      AnswerRun,
      AgentSettingsVersion,
      Webhook,
      WebhookDelivery,
      Feedback,
      Gap,
      GapQuestion,
      ToolCount,
      OrderEndpoint,
      OrderCode,
      ShopperToken,
      BudgetAlert,
      PrivacyRequest,
    ]),
    QueueModule.register(agentQueues),
  ],
  providers: [
    { provide: AGENT_CONFIG, useFactory: readAgentConfig },
    { provide: MODEL_NAMES, inject: [AGENT_CONFIG, EMBEDDING_MODEL], useFactory: modelNames },
    { provide: CHAT_MODEL, inject: [AGENT_CONFIG, ModelRuns], useFactory: chooseChatModel },
    ConversationRepository,
    MessageRepository,
    ConversationService,
    TurnService,
    TurnEndService,
    HandoffService,
    HumanWatch,
    EvidenceFinder,
    EvidenceRefresher,
    AgentSettingsRepository,
    StoreModels,
    StoreAgents,
    AgentSettingsService,
    SettingsTrial,
    QuestionAnswerer,
    AnswerService,
    AnswerRunRepository,
    AnswerRunService,
    AnswerEnder,
    AnswerFollower,
    AnswerStreams,
    ...webhookProviders,
    ReceiptRepository,
    ReceiptService,
    ReceiptSweep,
    PastTurnRepository,
    ReplayService,
    AnswerSamples,
    StatelessAnswerService,
    ...gapProviders,
    ...toolProviders,
    ...forgettingProviders,
    ...shopperProviders,
    ...privacyProviders,
  ],
  exports: [
    MODEL_NAMES,
    ConversationService,
    AnswerService,
    AnswerStreams,
    AgentSettingsService,
    SettingsTrial,
    ReceiptService,
    ReceiptSweep,
    ReplayService,
    StatelessAnswerService,
    HandoffService,
    ...webhookSurface,
    ...gapSurface,
    ...toolSurface,
    ...forgettingSurface,
    ...shopperSurface,
    ...privacySurface,
  ],
})
export class AgentModule {
  constructor(sealed: SealedColumns) {
    sealed.register(
      { table: 'agent_settings', column: 'sealed_key', isNeeded: false, hints: ['key_hint'] },
      { table: 'order_endpoints', column: 'secrets', isNeeded: true },
      { table: 'webhooks', column: 'secret', isNeeded: true },
      {
        table: 'privacy_requests',
        column: 'sealed_names',
        isNeeded: false,
        hints: ['name_hashes'],
      },
    );
  }
}
