import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { oneLine } from '../terminal/printable.js';

export const listSnippets: Command = {
  words: ['snippets', 'list'],
  summary: 'List the questions with answers that a store gave.',
  options: { 'store-id': storeIdOption },
  example: 'snippets list --store-id <id>',
  async run({ api, terminal, isJson, hint }, input) {
    const snippets = await api.list('/api/v1/knowledge-base/{store_id}/snippets', {
      params: { path: storePath(input) },
    });
    if (isJson) return terminal.print(JSON.stringify(snippets));
    if (snippets.length === 0) {
      const next = hint(
        `snippets add --store-id ${input.need('store-id')} --question … --answer …`,
      );
      return terminal.note(`There are no snippets yet: ${next}`);
    }
    const rows = snippets.map(({ id, question }) => [id, oneLine(question)]);
    terminal.printTable(['ID', 'QUESTION'], rows);
  },
};
