import { AppError } from '../errors/app-error.js';

/** What serves when the money is spent. */
export type WhenSpent = 'quotes' | 'contact';

export const budgetSpent = (whenSpent: WhenSpent) =>
  new AppError({
    kind: 'conflict',
    code: 'TENANCY_BUDGET_SPENT',
    message:
      'What this store may spend on models is spent, or what is left is less than this may cost; it goes on with the next day or month, or with a larger budget.',
    details: { when_spent: whenSpent },
  });

export const budgetNotFound = () =>
  new AppError({
    kind: 'not_found',
    code: 'TENANCY_BUDGET_NOT_FOUND',
    message: 'This store has no budget, so it may spend what it takes; an operator can put one.',
  });

export const budgetWithoutPrices = () =>
  new AppError({
    kind: 'conflict',
    code: 'TENANCY_BUDGET_WITHOUT_PRICES',
    message:
      'No model has a price, so no budget could be held; set CHAT_PRICES first, as gpt-4o-mini=0.15/0.60.',
  });

export const budgetWithoutAmount = () =>
  new AppError({
    kind: 'invalid',
    code: 'TENANCY_BUDGET_WITHOUT_AMOUNT',
    message: 'A budget needs an amount for a day, for a month, or for both; 0 means nothing.',
    details: { field: 'day_amount' },
  });

/** Null for any other error. */
export function whenSpentOf(error: unknown): WhenSpent | null {
  if (!(error instanceof AppError) || error.code !== 'TENANCY_BUDGET_SPENT') return null;
  return error.details?.['when_spent'] === 'contact' ? 'contact' : 'quotes';
}
