import type { BudgetService, Meter, UsageLedger } from '@app/tenancy';

/** A meter for specs without a database: every call may be made, and costs nothing. */
export const freeMeter: Meter = {
  cost: { amount: '0', currency: null },
  hasPrice: () => false,
  begin: ({ purpose }) =>
    Promise.resolve({
      about: { storeId: 'a store', purpose },
      settle: () => Promise.resolve(),
      release: () => Promise.resolve(),
    }),
};

export const freeUsage = { meter: () => freeMeter } as unknown as UsageLedger;
export const noBudgets = { step: () => Promise.resolve('model') } as unknown as BudgetService;
