import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { formatAge } from '../terminal/format-time.js';
import { oneLine } from '../terminal/printable.js';

export const listPlacements: Command = {
  words: ['placements', 'list'],
  summary: 'List the databases that stores live in (needs the admin key).',
  options: {},
  example: 'placements list',
  async run({ api, terminal, isJson }) {
    const { items } = await api.get('/api/v1/placements');
    if (isJson) return terminal.print(JSON.stringify(items));
    terminal.printTable(
      ['PLACEMENT', 'STATE', 'STORES'],
      items.map(({ name, state, stores }) => [name, state, String(stores)]),
    );
  },
};

export const listMoves: Command = {
  words: ['store', 'moves'],
  summary: 'List the moves of a store: where to, how far, what was verified (needs the admin key).',
  options: { 'store-id': storeIdOption },
  example: 'store moves --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const { items } = await api.get('/api/v1/stores/{store_id}/moves', {
      params: { path: storePath(input) },
    });
    if (isJson) return terminal.print(JSON.stringify(items));
    terminal.printTable(
      ['ID', 'FROM', 'TO', 'STEP', 'ROWS', 'BEGAN', 'ERROR'],
      items.map((move) => [
        move.id,
        move.source,
        move.target,
        move.step,
        String(move.verified?.rows ?? ''),
        formatAge(move.created_at),
        oneLine(move.error ?? ''),
      ]),
    );
  },
};
