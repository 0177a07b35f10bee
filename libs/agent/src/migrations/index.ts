import { CreateConversations1766000000000 } from './1766000000000-create-conversations.js';
import { CreateGaps1766000006000 } from './1766000006000-create-gaps.js';

export const agentMigrations = [CreateConversations1766000000000, CreateGaps1766000006000];
