import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { oneLine } from '../terminal/printable.js';

/** What shoppers asked in vain, most frequent first. */
export const listGaps: Command = {
  words: ['gaps', 'list'],
  summary: 'List what shoppers ask and a store does not say.',
  options: { 'store-id': storeIdOption },
  example: 'gaps list --store-id <id>',
  async run({ api, terminal, isJson, hint }, input) {
    const gaps = await api.list('/api/v1/knowledge-base/{store_id}/gaps', {
      params: { path: storePath(input) },
    });
    if (isJson) return terminal.print(JSON.stringify(gaps));
    if (gaps.length === 0) return terminal.note('No question is without an answer.');
    const rows = gaps.map(({ id, state, question_count: count, question }) => [
      id,
      state,
      String(count),
      oneLine(question),
    ]);
    terminal.printTable(['ID', 'STATE', 'ASKED', 'QUESTION'], rows);
    terminal.note(hint(`gaps answer <gap-id> --store-id ${input.need('store-id')} --answer …`));
  },
};
