import { ConversationForgetter } from './conversation-forgetter.service.js';
import { ConversationRowsRepository } from './conversation-rows.repository.js';
import { ConversationSweep } from './conversation-sweep.js';

/** What the worker uses of them. */
export const forgettingSurface = [ConversationForgetter, ConversationSweep];

export const forgettingProviders = [ConversationRowsRepository, ...forgettingSurface];
