import { movesShape, placementsShape } from '../api/operator-shapes.js';
import { type Command, storeIdOption } from '../commands/command.js';
import { formatAge } from '../terminal/format-time.js';
import { oneLine } from '../terminal/printable.js';
import { movePath } from './move-path.js';

export const listPlacements: Command = {
  words: ['placements', 'list'],
  summary: 'List the databases that stores live in (needs the admin key).',
  options: {},
  example: 'placements list',
  async run({ api, terminal, isJson }) {
    const { items } = await api.get('/placements', placementsShape);
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
    const { items } = await api.get(movePath(input), movesShape);
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
