import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';

export const removeBudget: Command = {
  words: ['budget', 'remove'],
  summary: 'Let a store spend what it takes again (needs the admin key).',
  options: { 'store-id': storeIdOption },
  example: 'budget remove --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    await api.delete('/api/v1/stores/{store_id}/budget', { params: { path: storePath(input) } });
    terminal.print(
      isJson ? JSON.stringify({ removed: true }) : 'The store has no budget any more.',
    );
  },
};
