import { addTotals } from './add-totals.js';
import type { UsageTotal } from './usage-report.js';

const aTotal = (total: Partial<UsageTotal>): UsageTotal => ({
  key: '2026-11-27',
  calls: 1,
  estimatedCalls: 0,
  unpricedCalls: 0,
  inputTokens: 10,
  outputTokens: 5,
  cost: '0.1',
  currency: 'USD',
  ...total,
});

describe('the totals of several databases', () => {
  it('are one of each key and currency, added to the last digit', () => {
    const totals = [aTotal({}), aTotal({ key: '2026-11-26' }), aTotal({ calls: 2, cost: '0.2' })];

    expect(addTotals(totals)).toEqual([
      aTotal({ key: '2026-11-26' }),
      aTotal({ calls: 3, inputTokens: 20, outputTokens: 10, cost: '0.3' }),
    ]);
  });

  it('keep currencies apart, and an amount beside calls without a price', () => {
    const euro = aTotal({ currency: 'EUR' });
    const unpriced = aTotal({ cost: null, currency: null, unpricedCalls: 1 });

    expect(addTotals([unpriced, aTotal({}), euro])).toEqual([euro, aTotal({}), unpriced]);
  });
});
