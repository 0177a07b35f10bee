export {
  AGENT_CONFIG,
  type AgentConfig,
  type ChatModelConfig,
  readAgentConfig,
} from './agent.config.js';
export { AgentModule } from './agent.module.js';
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
export { HandoffService } from './handoff/handoff.service.js';
export { type DeliverWebhookData, deliverWebhookJob } from './jobs/deliver-webhook.job.js';
export { agentJobs } from './jobs/index.js';
export { agentQueues, webhooksQueue } from './jobs/queues.js';
export { agentMigrations } from './migrations/index.js';
export { CHAT_MODEL, type ChatModel, type ChatTurn, type ChatUsage } from './models/chat-model.js';
export { ANSWER_PROMPT_VERSION } from './prompts/answer.prompt.js';
export { REWRITE_PROMPT_VERSION } from './prompts/rewrite.prompt.js';
export { StoreWebhooks } from './webhooks/store-webhooks.service.js';
export { Webhook } from './webhooks/webhook.entity.js';
export { WEBHOOK_RETRIES_MS, WebhookDeliverer } from './webhooks/webhook-deliverer.service.js';
export {
  type DeliveryStatus,
  deliveryStatuses,
  WebhookDelivery,
} from './webhooks/webhook-delivery.entity.js';
export { type EventComposer, type WebhookEvent, webhookEvents } from './webhooks/webhook-event.js';
export { type ShownWebhook, WebhookSettings } from './webhooks/webhook-settings.service.js';
export { WebhookSweep } from './webhooks/webhook-sweep.js';
