import { CreateConversations1766000000000 } from './1766000000000-create-conversations.js';
import { HandOffConversations1766000001000 } from './1766000001000-hand-off-conversations.js';
import { CreateWebhooks1766000001100 } from './1766000001100-create-webhooks.js';
import { CreateReceipts1766000002000 } from './1766000002000-create-receipts.js';
import { CreateAgentSettings1766000003000 } from './1766000003000-create-agent-settings.js';
import { CreateAnswerRuns1766000005000 } from './1766000005000-create-answer-runs.js';
import { CreateGaps1766000006000 } from './1766000006000-create-gaps.js';
import { CreateTools1766000007000 } from './1766000007000-create-tools.js';
import { FindOldReceipts1766000009000 } from './1766000009000-find-old-receipts.js';
import { OwnConversations1767000400000 } from './1767000400000-own-conversations.js';
import { KeyAgentByStore1767000721000 } from './1767000721000-key-agent-by-store.js';
import { CreatePrivacyRequests1767001210000 } from './1767001210000-create-privacy-requests.js';

export const agentMigrations = [
  CreateConversations1766000000000,
  HandOffConversations1766000001000,
  CreateWebhooks1766000001100,
  CreateReceipts1766000002000,
  CreateAgentSettings1766000003000,
  CreateAnswerRuns1766000005000,
  CreateGaps1766000006000,
  CreateTools1766000007000,
  FindOldReceipts1766000009000,
  OwnConversations1767000400000,
  KeyAgentByStore1767000721000,
  CreatePrivacyRequests1767001210000,
];
