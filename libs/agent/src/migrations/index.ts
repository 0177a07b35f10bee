import { CreateConversations1766000000000 } from './1766000000000-create-conversations.js';

export const agentMigrations = [CreateConversations1766000000000];
