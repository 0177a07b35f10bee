import { setTimeout as sleep } from 'node:timers/promises';

import { type Move, moveShape } from '../api/operator-shapes.js';
import { CliError } from '../cli-error.js';
import { type Command, type CommandContext, storeIdOption } from '../commands/command.js';
import type { CommandInput } from '../commands/command-input.js';
import { movePath } from './move-path.js';

/** Steps that a worker is still busy with. */
const under = ['copying', 'freezing', 'opening'];

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
    const { api, terminal, isJson, hint } = context;
    const body = { placement: input.need('to') };
    const begun = await api.post(movePath(input), moveShape, { body });
    const move = input.flag('wait') ? await waitFor(context, input, begun) : begun;
    if (isJson) return terminal.print(JSON.stringify(move));
    terminal.print(describeMove(move));
    const store = `--store-id ${input.need('store-id')}`;
    if (move.step !== 'moved')
      return terminal.note(`How far it is: ${hint(`store moves ${store}`)}`);
    terminal.note(`The way back: ${hint(`store move ${store} --to ${move.source} --wait`)}`);
    terminal.note(`To give it up: ${hint(`store confirm ${move.id} ${store}`)}`);
  },
};

/** A try that was cut off is told, and waited for: the worker tries again by itself. */
async function waitFor(
  { api, signal, pollMs, terminal, isJson }: CommandContext,
  input: CommandInput,
  begun: Move,
): Promise<Move> {
  for (let told = ''; ;) {
    const move = await api.get(movePath(input, begun.id), moveShape);
    if (!under.includes(move.step)) return move;
    const now = move.error === null ? move.step : `${move.step}, after: ${move.error}`;
    if (now !== told && !isJson) terminal.note(now);
    told = now;
    if (signal.aborted) throw new CliError('The move goes on; "store moves" shows how far it is.');
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

/** In a sentence. */
export function describeMove({
  id,
  source,
  target,
  step,
  read_only_ms: ms,
  verified,
}: Move): string {
  const proof = verified ? ` ${verified.rows} rows of ${verified.tables} tables are alike.` : '';
  const pause = ms === null ? '' : ` It took no writes for ${(ms / 1_000).toFixed(1)} s.`;
  return `Move ${id} from ${source} to ${target}: ${step}.${proof}${pause}`;
}
