import type { Schema } from '@app/client';

import type { CommandContext } from '../commands/command.js';
import { describeIngest } from './describe-ingest.js';
import { waitForIngest } from './wait-for-ingest.js';

/** Says what was started or, when asked to wait, how it ended. The exit code is 1 unless the result went live. */
export async function finishIngest(
  context: CommandContext,
  started: Schema<'Ingest'>,
  isWaiting: boolean,
): Promise<number> {
  const { terminal, isJson, hint } = context;
  if (!isWaiting) {
    terminal.print(isJson ? JSON.stringify(started) : `Started ingest ${started.ingest_id}.`);
    if (!isJson) terminal.note(`Next: ${hint(`status --store-id ${started.store_id}`)}`);
    return 0;
  }
  const ended = await waitForIngest(context, started);
  if (isJson) terminal.print(JSON.stringify(ended));
  else for (const line of describeIngest(ended, terminal)) terminal.print(line);
  return ended.status === 'live' ? 0 : 1;
}
