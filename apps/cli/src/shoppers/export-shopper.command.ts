import { type Command, storeIdOption } from '../commands/command.js';
import { shopperArgument, shopperPath } from './shopper-path.js';

export const exportShopper: Command = {
  words: ['shoppers', 'export'],
  summary: 'Print all that a store keeps of a shopper, as JSON.',
  argument: shopperArgument,
  options: { 'store-id': storeIdOption },
  example: 'shoppers export <shopper-id> --store-id <id> > shopper.json',
  async run({ api, terminal, isJson }, input) {
    const found = await api.get('/api/v1/stores/{store_id}/shoppers/{shopper_id}/export', {
      params: { path: shopperPath(input) },
    });
    terminal.print(JSON.stringify(found, null, isJson ? 0 : 2));
  },
};
