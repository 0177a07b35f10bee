import { moveShape } from '../api/operator-shapes.js';
import { type Command, storeIdOption } from '../commands/command.js';
import { moveArgument, movePath } from './move-path.js';
import { describeMove } from './move-store.command.js';

const changing = (word: 'confirm' | 'cancel', summary: string): Command => ({
  words: ['store', word],
  summary,
  argument: moveArgument,
  options: { 'store-id': storeIdOption },
  example: `store ${word} <move-id> --store-id <id>`,
  async run({ api, terminal, isJson }, input) {
    const move = await api.post(movePath(input, input.argument('move-id'), word), moveShape);
    terminal.print(isJson ? JSON.stringify(move) : describeMove(move));
  },
});

export const confirmMove = changing(
  'confirm',
  'Give up the way back of a move: what the store left behind is removed (needs the admin key).',
);
export const cancelMove = changing(
  'cancel',
  'Stop a move before the store was switched; it stays where it is (needs the admin key).',
);
