import { addAmounts } from './prices/add-amounts.js';
import type { UsageTotal } from './usage-report.js';

/** Totals of several databases as those of one: one of each key and currency, in their order. */
export function addTotals(totals: readonly UsageTotal[]): UsageTotal[] {
  const sums = new Map<string, UsageTotal>();
  for (const total of totals) {
    const name = `${total.key} ${total.currency}`;
    const sum = sums.get(name);
    sums.set(name, sum === undefined ? total : add(sum, total));
  }
  return [...sums.values()].sort(byKey);
}

const add = (a: UsageTotal, b: UsageTotal): UsageTotal => ({
  ...a,
  calls: a.calls + b.calls,
  estimatedCalls: a.estimatedCalls + b.estimatedCalls,
  unpricedCalls: a.unpricedCalls + b.unpricedCalls,
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  cost: a.cost === null || b.cost === null ? (a.cost ?? b.cost) : addAmounts(a.cost, b.cost),
});

/** As PostgreSQL orders them: what has no currency last. */
function byKey(a: UsageTotal, b: UsageTotal): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return (a.currency ?? '\uffff') < (b.currency ?? '\uffff') ? -1 : 1;
}
