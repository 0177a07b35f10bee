import { setTimeout as sleep } from 'node:timers/promises';

import type { Schema } from '@app/client';

import { CliError } from '../cli-error.js';
import type { CommandContext } from '../commands/command.js';
import type { CommandInput } from '../commands/command-input.js';
import { storePath } from '../commands/store-path.js';

/** Steps that a worker is still busy with. */
const under = ['copying', 'freezing', 'opening', 'clearing', 'cancelling'];

/** A try that was cut off is told, and waited for: the worker tries again by itself. */
export async function waitForMove(
  { api, signal, pollMs, terminal, isJson }: CommandContext,
  input: CommandInput,
  begun: Schema<'Move'>,
): Promise<Schema<'Move'>> {
  for (let told = ''; ;) {
    const path = { ...storePath(input), move_id: begun.id };
    const move = await api.get('/api/v1/stores/{store_id}/moves/{move_id}', { params: { path } });
    if (!under.includes(move.step)) return move;
    const now = move.error === null ? move.step : `${move.step}, after: ${move.error}`;
    if (now !== told && !isJson) terminal.note(now);
    told = now;
    if (signal.aborted) throw new CliError('The move goes on; "store moves" shows how far it is.');
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}
