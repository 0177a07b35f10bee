export { AGENT_CONFIG, type AgentConfig, type ChatModelConfig } from './agent.config.js';
export { answerChecked, answerEnded, deliveryTried, toolCalled } from './agent.events.js';
export { AgentModule } from './agent.module.js';
export { BudgetAlertSweep } from './alerts/budget-alert-sweep.js';
export { AnswerService } from './answering/answer.service.js';
export type { AnswerEvent, EventError } from './answering/answer-event.js';
export { QUOTING_FLOOR } from './answering/floor.js';
export type { Citation } from './conversations/citation.js';
export {
  Conversation,
  type ConversationState,
  conversationStates,
} from './conversations/conversation.entity.js';
export type { HandoffWish } from './conversations/conversation.repository.js';
export {
  ConversationService,
  type ListRequest,
  type NewConversation,
} from './conversations/conversation.service.js';
export {
  type AnswerOutcome,
  answerOutcomes,
  Message,
  type MessageRole,
  messageRoles,
} from './conversations/message.entity.js';
export type { Usage } from './conversations/usage.js';
export {
  type Feedback,
  type FeedbackReason,
  feedbackReasons,
  type GivenFeedback,
  type Rating,
  ratings,
} from './feedback/feedback.entity.js';
export { FeedbackService } from './feedback/feedback.service.js';
export { ConversationForgetter } from './forgetting/conversation-forgetter.service.js';
export { ConversationSweep } from './forgetting/conversation-sweep.js';
export { ownTables } from './forgetting/own-tables.js';
export { GapReplayer } from './gap-replay/gap-replayer.service.js';
export { type GapState, gapStates } from './gaps/gap.entity.js';
export { type AnsweredGap, type GapAnswer, GapService } from './gaps/gap.service.js';
export type {
  AskedQuestion,
  GapDetail,
  GapReplay,
  ListedGap,
  ReplayedQuestion,
} from './gaps/gap-report.js';
export { GapSweep } from './gaps/gap-sweep.js';
export { GapGatherer } from './gathering/gap-gatherer.service.js';
export { safeChunk } from './grounding/injection/safe-chunk.js';
export { removalReasons, type SentenceVerdict } from './grounding/sentence-verdict.js';
export { HandoffService } from './handoff/handoff.service.js';
export { type DeliverWebhookData, deliverWebhookJob } from './jobs/deliver-webhook.job.js';
export { forgetConversationsJob } from './jobs/forget-conversations.job.js';
export { gatherGapsJob } from './jobs/gather-gaps.job.js';
export { agentJobs } from './jobs/index.js';
export { agentQueues, gapsQueue, webhooksQueue } from './jobs/queues.js';
export { type ReplayGapData, replayGapJob } from './jobs/replay-gap.job.js';
export { judgements } from './judging/judgement.js';
export { agentMigrations } from './migrations/index.js';
export { CHAT_MODEL, type ChatModel, type ChatTurn, type ChatUsage } from './models/chat-model.js';
export { MODEL_NAMES, type ModelNames } from './models/model-names.js';
export { type Order, orderDetails, type OrderStatus, orderStatuses } from './orders/order.js';
export { OrderEndpoint } from './orders/order-endpoint.entity.js';
export {
  type EndpointTrial,
  OrderEndpointService,
  type ShownEndpoint,
} from './orders/order-endpoint.service.js';
export type { ListedRequest } from './privacy/privacy-request.repository.js';
export { PrivacyRequestSweep } from './privacy/privacy-request-sweep.js';
export { PrivacyRequests } from './privacy/privacy-requests.service.js';
export { ShopifyRequests } from './privacy/shopify-requests.service.js';
export { ANSWER_PROMPT_VERSION } from './prompts/answer.prompt.js';
export { JUDGE_PROMPT_VERSION } from './prompts/judge.prompt.js';
export { REWRITE_PROMPT_VERSION } from './prompts/rewrite.prompt.js';
export { answerPromptVersion } from './prompts/store-words.prompt.js';
export { TRANSLATE_PROMPT_VERSION } from './prompts/translate.prompt.js';
export { type AnswerCost, costGaps } from './receipts/answer-cost.js';
export type { Receipt, ReceiptChunk, ReceiptSearch } from './receipts/receipt.js';
export type { MessagePlace } from './receipts/receipt.repository.js';
export { ReceiptService } from './receipts/receipt.service.js';
export { ReceiptSweep } from './receipts/receipt-sweep.js';
export type { RecheckNote } from './rechecking/recheck-note.js';
export type { AnswerDifference, Change } from './replaying/answer-difference.js';
export type { ChunkChanges } from './replaying/compare-chunks.js';
export { type Replay, ReplayService } from './replaying/replay.service.js';
export {
  type AgentSettings,
  type CalibratedFloor,
  handoffMoments,
  judgeUses,
  type ModelChoice,
  modelUses,
  NO_SETTINGS,
} from './settings/agent-settings.js';
export {
  AgentSettingsService,
  type CurrentSettings,
  type SettingsChange,
  type SettingsDraft,
} from './settings/agent-settings.service.js';
export { brokenRule } from './settings/broken-rule.js';
export { LONGEST_AGE, MAX_AGES, type MaxAges } from './settings/max-ages.js';
export { type MerchantRule, type PromiseTopic, promiseTopics } from './settings/merchant-rule.js';
export { type StoreAgent, StoreAgents } from './settings/store-agents.js';
export {
  PLAIN_WIDGET,
  textsIn,
  type WidgetLook,
  widgetSides,
  type WidgetTexts,
  widgetThemes,
} from './settings/widget-look.js';
export { ShopperEraser } from './shoppers/shopper-eraser.service.js';
export { type ShopperExport, ShopperExporter } from './shoppers/shopper-exporter.service.js';
export { ShopperSweep } from './shoppers/shopper-sweep.js';
export {
  StatelessAnswerService,
  type StatelessEvent,
  type StatelessQuestion,
} from './stateless/stateless-answer.service.js';
export {
  type AnswerStream,
  AnswerStreams,
  type OpenOptions,
} from './streaming/answer-streams.service.js';
export type { NumberedEvent } from './streaming/numbered-event.js';
export { toolNames, toolOutcomes, type ToolUse } from './tools/tool-use.js';
export { type ModelCheck, type ModelVerdict, modelVerdicts } from './trying/model-check.js';
export { SettingsTrial, type Trial } from './trying/settings-trial.service.js';
export { StoreWebhooks } from './webhooks/store-webhooks.service.js';
export { Webhook } from './webhooks/webhook.entity.js';
export { WEBHOOK_RETRIES_MS, WebhookDeliverer } from './webhooks/webhook-deliverer.service.js';
export {
  type DeliveryStatus,
  deliveryStatuses,
  WebhookDelivery,
} from './webhooks/webhook-delivery.entity.js';
export {
  EVENT_COMPOSERS,
  type EventComposer,
  type EventComposers,
  type WebhookEvent,
  webhookEvents,
} from './webhooks/webhook-event.js';
export { type ShownWebhook, WebhookSettings } from './webhooks/webhook-settings.service.js';
export { WebhookSweep } from './webhooks/webhook-sweep.js';
