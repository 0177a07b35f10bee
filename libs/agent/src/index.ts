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
export { Conversation, type ConversationState } from './conversations/conversation.entity.js';
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
export { GAP_NOTIFIER, type GapAnswered, type GapNotifier } from './gap-replay/gap-notifier.js';
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
export { gatherGapsJob } from './jobs/gather-gaps.job.js';
export { agentJobs } from './jobs/index.js';
export { agentQueues, gapsQueue } from './jobs/queues.js';
export { type ReplayGapData, replayGapJob } from './jobs/replay-gap.job.js';
export { agentMigrations } from './migrations/index.js';
export { CHAT_MODEL, type ChatModel, type ChatTurn, type ChatUsage } from './models/chat-model.js';
export { ANSWER_PROMPT_VERSION } from './prompts/answer.prompt.js';
export { REWRITE_PROMPT_VERSION } from './prompts/rewrite.prompt.js';
