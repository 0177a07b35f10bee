import { type Command, storeIdOption } from '../commands/command.js';
import { describeErasure } from '../erasures/describe-erasure.js';
import { shopperArgument, shopperPath } from './shopper-path.js';

const head = ['PLACE', 'ERASED', 'LEFT'];

export const eraseShopper: Command = {
  words: ['shoppers', 'erase'],
  summary: 'Erase all that a store keeps of a shopper; cannot be undone.',
  argument: shopperArgument,
  options: { 'store-id': storeIdOption },
  example: 'shoppers erase <shopper-id> --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const erasure = await api.delete('/api/v1/stores/{store_id}/shoppers/{shopper_id}', {
      params: { path: shopperPath(input) },
    });
    if (isJson) return terminal.print(JSON.stringify(erasure));
    const touched = erasure.places.filter(({ erased, left }) => erased + left > 0);
    const rows = touched.map(({ place, erased, left }) => [place, String(erased), String(left)]);
    terminal.printTable(head, rows);
    terminal.note(describeErasure(erasure));
  },
};
