import { type Move, moveShape, movesShape } from '../api/operator-shapes.js';
import { CliError } from '../cli-error.js';
import { type Command, type CommandContext, storeIdOption } from '../commands/command.js';
import type { CommandInput } from '../commands/command-input.js';
import { describeMove } from './describe-move.js';
import { moveArgument, movePath } from './move-path.js';
import { waitForMove } from './wait-for-move.js';

const changing = (word: 'confirm' | 'cancel', summary: string): Command => ({
  words: ['store', word],
  summary,
  argument: { ...moveArgument, isOptional: true },
  options: {
    'store-id': storeIdOption,
    wait: { type: 'boolean', description: 'Wait until the rows are gone.' },
  },
  example: `store ${word} --store-id <id> --wait`,
  async run(context, input) {
    const { api, terminal, isJson } = context;
    const id = input.optionalArgument() ?? (await lastMove(context, input)).id;
    const begun = await api.post(movePath(input, id, word), moveShape);
    const move = input.flag('wait') ? await waitForMove(context, input, begun) : begun;
    terminal.print(isJson ? JSON.stringify(move) : describeMove(move));
  },
});

async function lastMove({ api }: CommandContext, input: CommandInput): Promise<Move> {
  const { items } = await api.get(movePath(input), movesShape);
  const [last] = items;
  if (!last) throw new CliError('The store was never moved.');
  return last;
}

export const confirmMove = changing(
  'confirm',
  'Give up the way back of a move: what the store left behind is removed (needs the admin key).',
);
export const cancelMove = changing(
  'cancel',
  'Stop a move before the store was switched; it stays where it is (needs the admin key).',
);
