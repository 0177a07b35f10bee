import { type BudgetState, budgetStep } from './budget-step.js';

const budget = (change: Partial<BudgetState> = {}): BudgetState => ({
  dayAmount: '10',
  daySpent: '0',
  monthAmount: null,
  monthSpent: '0',
  reserved: '0',
  cheaperAt: '0.8',
  whenSpent: 'quotes',
  ...change,
});

describe('the ladder', () => {
  it('has one step for a store without a budget', () => {
    expect(budgetStep(null)).toBe('model');
  });

  it.each([
    [{}, 'model'],
    [{ daySpent: '7.99' }, 'model'],
    [{ daySpent: '8' }, 'cheaper_model'],
    [{ daySpent: '7', reserved: '1' }, 'cheaper_model'],
    [{ daySpent: '9.99', reserved: '1' }, 'cheaper_model'],
    [{ daySpent: '10' }, 'quotes'],
    [{ daySpent: '10.5', whenSpent: 'contact' }, 'contact'],
    [{ monthAmount: '20', monthSpent: '16' }, 'cheaper_model'],
    [{ monthAmount: '20', monthSpent: '20' }, 'quotes'],
    [{ dayAmount: null, monthAmount: '20', monthSpent: '1' }, 'model'],
    [{ dayAmount: '0' }, 'contact'],
    [{ monthAmount: '0.00' }, 'contact'],
  ] as const)('with %j stands at %s', (change, step) => {
    expect(budgetStep(budget(change))).toBe(step);
  });
});
