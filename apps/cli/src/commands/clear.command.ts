import { type Command, storeIdOption } from './command.js';
import { knowledgePath } from './knowledge-path.js';

export const clear: Command = {
  words: ['clear'],
  summary: "Delete a store's whole knowledge; store, keys and conversations stay.",
  options: { 'store-id': storeIdOption },
  example: 'clear --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const id = input.need('store-id');
    await api.delete(knowledgePath(input));
    terminal.print(
      isJson
        ? JSON.stringify({ store_id: id, cleared: true })
        : `Cleared the knowledge of store ${id}.`,
    );
  },
};
