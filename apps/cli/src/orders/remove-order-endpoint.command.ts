import { type Command, storeIdOption } from '../commands/command.js';
import { orderEndpointPath } from './order-endpoint-path.js';

export const removeOrderEndpoint: Command = {
  words: ['orders', 'remove'],
  summary: 'Have the agent tell no orders of a store any more, and forget its secrets.',
  options: { 'store-id': storeIdOption },
  example: 'orders remove --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    await api.delete(orderEndpointPath(input));
    terminal.print(isJson ? JSON.stringify({ removed: true }) : 'Orders are told no more.');
  },
};
