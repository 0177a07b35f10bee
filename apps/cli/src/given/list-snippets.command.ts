import { snippetShape } from '../api/shapes.js';
import { type Command, storeIdOption } from '../commands/command.js';
import { knowledgePath } from '../commands/knowledge-path.js';
import { oneLine } from '../terminal/printable.js';

export const listSnippets: Command = {
  words: ['snippets', 'list'],
  summary: 'List the questions with answers that a store gave.',
  options: { 'store-id': storeIdOption },
  example: 'snippets list --store-id <id>',
  async run({ api, terminal, isJson, hint }, input) {
    const snippets = await api.list(knowledgePath(input, 'snippets'), snippetShape);
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
