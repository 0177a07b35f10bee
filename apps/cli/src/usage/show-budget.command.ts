import { budgetShape } from '../api/shapes.js';
import { type Command, storeIdOption } from '../commands/command.js';
import { budgetPath, tellBudget } from './budget.js';

export const showBudget: Command = {
  words: ['budget', 'show'],
  summary: 'Show what a store may spend on models, what it has, and what serves now.',
  options: { 'store-id': storeIdOption },
  example: 'budget show --store-id <id>',
  async run(context, input) {
    tellBudget(context, await context.api.get(budgetPath(input), budgetShape));
  },
};
