import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';

export const removeOrderEndpoint: Command = {
  words: ['orders', 'remove'],
  summary: 'Have the agent tell no orders of a store any more, and forget its secrets.',
  options: { 'store-id': storeIdOption },
  example: 'orders remove --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const params = { path: storePath(input) };
    await api.delete('/api/v1/stores/{store_id}/order-endpoint', { params });
    terminal.print(isJson ? JSON.stringify({ removed: true }) : 'Orders are told no more.');
  },
};
