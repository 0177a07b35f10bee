import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { tellBudget } from './budget.js';

export const showBudget: Command = {
  words: ['budget', 'show'],
  summary: 'Show what a store may spend on models, what it has, and what serves now.',
  options: { 'store-id': storeIdOption },
  example: 'budget show --store-id <id>',
  async run(context, input) {
    const params = { path: storePath(input) };
    tellBudget(context, await context.api.get('/api/v1/stores/{store_id}/budget', { params }));
  },
};
