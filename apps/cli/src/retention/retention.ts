import type { Schema } from '@app/client';

import type { CommandContext } from '../commands/command.js';

/** Prints for how many days what is kept. */
export function tellRetention(
  { terminal, isJson }: CommandContext,
  retention: Schema<'Retention'>,
): void {
  if (isJson) return terminal.print(JSON.stringify(retention));
  terminal.printTable(
    ['KEPT', 'DAYS'],
    [
      ['conversations', String(retention.conversation_days)],
      ['receipts', String(retention.receipt_days)],
      ['usage', String(retention.usage_days)],
    ],
  );
}
