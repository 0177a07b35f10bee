import type { Retention } from '../api/operator-shapes.js';
import type { CommandContext } from '../commands/command.js';
import type { CommandInput } from '../commands/command-input.js';

export const retentionPath = (input: CommandInput): string =>
  `/stores/${encodeURIComponent(input.need('store-id'))}/retention`;

/** Prints for how many days what is kept. */
export function tellRetention({ terminal, isJson }: CommandContext, retention: Retention): void {
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
