import type { Schema } from '@app/client';

import type { CommandContext } from '../commands/command.js';

/** Prints what a store may spend, what it has, and what serves an answer now. */
export function tellBudget({ terminal, isJson }: CommandContext, budget: Schema<'Budget'>): void {
  if (isJson) return terminal.print(JSON.stringify(budget));
  const { currency, step } = budget;
  const rows = [
    ['day', budget.day_spent ?? '–', budget.day_amount ?? 'no limit', currency],
    ['month', budget.month_spent ?? '–', budget.month_amount ?? 'no limit', currency],
  ];
  terminal.printTable(['PERIOD', 'SPENT', 'OF', 'CURRENCY'], rows);
  terminal.note(`An answer is served now by: ${step}.`);
}
