import { CliError } from '../cli-error.js';
import { type Command, storeIdOption } from './command.js';
import { storePath } from './store-path.js';

export const clear: Command = {
  words: ['clear'],
  summary: "Delete a store's whole knowledge; store, keys and conversations stay.",
  options: {
    'store-id': storeIdOption,
    yes: { type: 'boolean', description: 'Needed: nothing brings it back.' },
  },
  example: 'clear --store-id <id> --yes',
  async run({ api, terminal, isJson }, input) {
    const id = input.need('store-id');
    if (!input.flag('yes')) {
      throw new CliError(
        `This deletes all that store ${id} knows, for good. If you mean it: storehand clear --store-id ${id} --yes`,
      );
    }
    await api.delete('/api/v1/knowledge-base/{store_id}', { params: { path: storePath(input) } });
    terminal.print(
      isJson
        ? JSON.stringify({ store_id: id, cleared: true })
        : `Cleared the knowledge of store ${id}.`,
    );
  },
};
