import { type Command, storeIdOption } from '../commands/command.js';
import { budgetPath } from './budget.js';

export const removeBudget: Command = {
  words: ['budget', 'remove'],
  summary: 'Let a store spend what it takes again (needs the admin key).',
  options: { 'store-id': storeIdOption },
  example: 'budget remove --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    await api.delete(budgetPath(input));
    terminal.print(
      isJson ? JSON.stringify({ removed: true }) : 'The store has no budget any more.',
    );
  },
};
