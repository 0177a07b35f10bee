import { usageGroups, type UsagePeriod, type UsageTotal } from '@app/tenancy';
import { z } from 'zod';

import { count, day } from '../http/input/fields.js';

const DAY_MS = 86_400_000;
/** A year and the month before, as long as entries are kept by default. */
const MOST_DAYS = 400;
const DEFAULT_DAYS = 30;

export const platformGroups = ['store', ...usageGroups] as const;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const period = {
  from: day(`The first day, of UTC; left out: ${DEFAULT_DAYS} days up to the last.`, '2026-01-01'),
  to: day('The last day, itself included; left out: today.', '2026-01-31'),
};

const inDays = (query: { from?: string; to?: string }): boolean => {
  const { from, to } = periodOf(query);
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return days >= 1 && days <= MOST_DAYS;
};
const WRONG_DAYS = {
  path: ['from'],
  error: `must not be after "to", nor more than ${MOST_DAYS} days before it`,
};

export const UsageQuery = z
  .object({
    ...period,
    group: z
      .enum(usageGroups)
      .default('day')
      .describe('What is added up.')
      .meta({ example: 'day' }),
  })
  .refine(inDays, WRONG_DAYS);
export type UsageQueryDto = z.infer<typeof UsageQuery>;

export const PlatformUsageQuery = z
  .object({
    ...period,
    group: z
      .enum(platformGroups)
      .default('store')
      .describe('What is added up.')
      .meta({ example: 'store' }),
  })
  .refine(inDays, WRONG_DAYS);
export type PlatformUsageQueryDto = z.infer<typeof PlatformUsageQuery>;

const Total = z
  .object({
    key: z
      .string()
      .describe('The day, purpose or model, or the id of the store.')
      .meta({ example: '2026-01-05' }),
    calls: count('Calls of models that were made.', 412),
    estimated_calls: count('Of which lengths were counted, since the server did not tell.', 0),
    unpriced_calls: count('Of which the cost is not known: the operator gave no price.', 0),
    input_tokens: count('Tokens that models read.', 334_544),
    output_tokens: count('Tokens that models wrote.', 26_368),
    cost: z
      .string()
      .nullable()
      .describe('What they cost, as an exact decimal; null where no price is known.')
      .meta({ example: '0.0660024' }),
    currency: z
      .string()
      .nullable()
      .describe('Of the cost; a key has a row for each, and one for calls without a price.')
      .meta({ example: 'USD' }),
  })
  .meta({ id: 'UsageTotal', description: 'What some calls of models came to.' });

export const UsageReport = z
  .object({
    from: z.string().describe('The first day.').meta({ example: '2026-01-01' }),
    to: z.string().describe('The last day.').meta({ example: '2026-01-31' }),
    group: z.enum(platformGroups).describe('What is added up.').meta({ example: 'day' }),
    items: z.array(Total).describe('In the order of their keys, at most 10,000.'),
  })
  .meta({ id: 'UsageReport', description: 'What calls of models came to in some days.' });
export type UsageReportDto = z.infer<typeof UsageReport>;

export function periodOf({ from, to }: { from?: string; to?: string }): UsagePeriod {
  const last = to ?? dayOf(Date.now());
  return { from: from ?? dayOf(Date.parse(last) - (DEFAULT_DAYS - 1) * DAY_MS), to: last };
}

export const toUsageReportDto = (
  group: UsageReportDto['group'],
  { from, to }: UsagePeriod,
  totals: readonly UsageTotal[],
): UsageReportDto => ({
  from,
  to,
  group,
  items: totals.map((total) => ({
    key: total.key,
    calls: total.calls,
    estimated_calls: total.estimatedCalls,
    unpriced_calls: total.unpricedCalls,
    input_tokens: total.inputTokens,
    output_tokens: total.outputTokens,
    cost: total.cost,
    currency: total.currency,
  })),
});
