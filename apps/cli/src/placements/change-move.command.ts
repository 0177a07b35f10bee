import type { Schema } from '@app/client';

import { CliError } from '../cli-error.js';
import { type Command, type CommandContext, storeIdOption } from '../commands/command.js';
import type { CommandInput } from '../commands/command-input.js';
import { storePath } from '../commands/store-path.js';
import { describeMove } from './describe-move.js';
import { moveArgument } from './move-argument.js';
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
    const begun = await api.post(`/api/v1/stores/{store_id}/moves/{move_id}/${word}`, {
      params: { path: { ...storePath(input), move_id: id } },
    });
    const move = input.flag('wait') ? await waitForMove(context, input, begun) : begun;
    terminal.print(isJson ? JSON.stringify(move) : describeMove(move));
  },
});

async function lastMove({ api }: CommandContext, input: CommandInput): Promise<Schema<'Move'>> {
  const { items } = await api.get('/api/v1/stores/{store_id}/moves', {
    params: { path: storePath(input) },
  });
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
