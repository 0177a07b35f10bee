import type { WhenSpent } from '../usage.errors.js';

/**
 * The ladder as spending grows. `model`: the store's own choice. `cheaper_model`: the operator's cheaper one, where there
 * is one. `quotes`: pages word for word, without a model. `contact`: no answer, but a person or the store's contact.
 */
export const budgetSteps = ['model', 'cheaper_model', 'quotes', 'contact'] as const;
export type BudgetStep = (typeof budgetSteps)[number];

/** What a store has spent of what it may, as it is now. */
export interface BudgetState {
  dayAmount: string | null;
  daySpent: string;
  monthAmount: string | null;
  monthSpent: string;
  reserved: string;
  cheaperAt: string;
  whenSpent: WhenSpent;
}

/** On which step of the ladder a store stands; null: it has no budget. An amount of 0 leaves no step but the last. */
export function budgetStep(budget: BudgetState | null): BudgetStep {
  if (budget === null) return 'model';
  const periods = periodsOf(budget);
  if (periods.some(({ amount }) => amount === 0)) return 'contact';
  if (periods.some(({ amount, spent }) => spent >= amount)) return budget.whenSpent;
  const reserved = Number(budget.reserved);
  const share = Math.max(0, ...periods.map(({ amount, spent }) => (spent + reserved) / amount));
  return share >= Number(budget.cheaperAt) ? 'cheaper_model' : 'model';
}

function periodsOf({ dayAmount, daySpent, monthAmount, monthSpent }: BudgetState) {
  const periods = [
    { amount: dayAmount, spent: daySpent },
    { amount: monthAmount, spent: monthSpent },
  ];
  return periods.flatMap(({ amount, spent }) =>
    amount === null ? [] : [{ amount: Number(amount), spent: Number(spent) }],
  );
}
