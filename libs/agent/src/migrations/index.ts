import { CreateConversations1766000000000 } from './1766000000000-create-conversations.js';
import { CreateReceipts1766000002000 } from './1766000002000-create-receipts.js';
import { CreateAgentSettings1766000003000 } from './1766000003000-create-agent-settings.js';

export const agentMigrations = [
  CreateConversations1766000000000,
  CreateReceipts1766000002000,
  CreateAgentSettings1766000003000,
];
