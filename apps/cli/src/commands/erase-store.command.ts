import { CliError } from '../cli-error.js';
import { describeErasure } from '../erasures/describe-erasure.js';
import { type Command, storeIdOption } from './command.js';

export const eraseStore: Command = {
  words: ['store', 'erase'],
  summary: 'Erase a store with all it owns, for good (needs the admin key).',
  options: {
    'store-id': storeIdOption,
    yes: { type: 'boolean', description: 'Needed: nothing brings it back.' },
  },
  example: 'store erase --store-id <id> --yes',
  async run({ api, terminal, isJson, hint }, input) {
    const id = input.need('store-id');
    if (!input.flag('yes')) {
      throw new CliError(
        `This erases store ${id} with its keys, knowledge and conversations. If you mean it: ${hint(`store erase --store-id ${id} --yes`)}`,
      );
    }
    const receipt = await api.erase('/api/v1/stores/{store_id}', {
      params: { path: { store_id: id } },
    });
    if (isJson) return terminal.print(JSON.stringify(receipt));
    const { tables, erasure } = receipt;
    const rows = Object.values(tables).reduce((sum, count) => sum + count, 0);
    terminal.print(`Erased store ${id}: ${rows} rows.`);
    terminal.note(describeErasure(erasure));
  },
};
