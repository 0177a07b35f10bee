import type { Budget } from '../api/shapes.js';
import type { CommandContext } from '../commands/command.js';
import type { CommandInput } from '../commands/command-input.js';

/** Where the budget of the store that was named is. */
export const budgetPath = (input: CommandInput): string =>
  `/stores/${encodeURIComponent(input.need('store-id'))}/budget`;

/** Prints what a store may spend, what it has, and what serves an answer now. */
export function tellBudget({ terminal, isJson }: CommandContext, budget: Budget): void {
  if (isJson) return terminal.print(JSON.stringify(budget));
  const { currency, step } = budget;
  const rows = [
    ['day', budget.day_spent, budget.day_amount ?? 'no limit', currency],
    ['month', budget.month_spent, budget.month_amount ?? 'no limit', currency],
  ];
  terminal.printTable(['PERIOD', 'SPENT', 'OF', 'CURRENCY'], rows);
  terminal.note(`An answer is served now by: ${step}.`);
}
