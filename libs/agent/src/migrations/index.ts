import { CreateConversations1766000000000 } from './1766000000000-create-conversations.js';
import { CreateAnswerRuns1766000005000 } from './1766000005000-create-answer-runs.js';

export const agentMigrations = [CreateConversations1766000000000, CreateAnswerRuns1766000005000];
