import type { Schema } from '@app/client';

import { type Command, type CommandContext, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { describeMove } from './describe-move.js';
import { waitForMove } from './wait-for-move.js';

export const moveStore: Command = {
  words: ['store', 'move'],
  summary: 'Move a store to the database of another placement (needs the admin key).',
  options: {
    'store-id': storeIdOption,
    to: {
      type: 'string',
      value: '<placement>',
      description: 'Where it is to live; "placements list" shows the names.',
      isRequired: true,
    },
    wait: {
      type: 'boolean',
      description: 'Wait until it is served there; Ctrl-C stops looking only.',
    },
  },
  example: 'store move --store-id <id> --to acme --wait',
  async run(context, input) {
    const { api, terminal, isJson } = context;
    const body = { placement: input.need('to') };
    const begun = await api.post('/api/v1/stores/{store_id}/moves', {
      params: { path: storePath(input) },
      body,
    });
    const move = input.flag('wait') ? await waitForMove(context, input, begun) : begun;
    if (isJson) terminal.print(JSON.stringify(move));
    else tell(move, context, `--store-id ${input.need('store-id')}`);
    return input.flag('wait') && move.step !== 'moved' ? 1 : 0;
  },
};

function tell(move: Schema<'Move'>, { terminal, hint }: CommandContext, store: string): void {
  terminal.print(describeMove(move));
  if (move.step !== 'moved') return terminal.note(`How far it is: ${hint(`store moves ${store}`)}`);
  terminal.note(`The way back: ${hint(`store move ${store} --to ${move.source} --wait`)}`);
  terminal.note(`To give it up: ${hint(`store confirm ${move.id} ${store}`)}`);
}
