import { budgetSteps, type CurrentBudget, type NewBudget } from '@app/tenancy';
import { z } from 'zod';

import { time } from '../http/input/fields.js';

const DECIMAL = /^\d{1,12}(\.\d{1,9})?$/;
const whenSpent = ['quotes', 'contact'] as const;

const amount = (description: string, example: string | null) =>
  z.string().nullable().describe(description).meta({ example });

const newAmount = (of: string, example: string | null) =>
  z
    .string()
    .regex(DECIMAL, 'must be a decimal in quotes, like "2.50"')
    .nullable()
    .default(null)
    .describe(
      `What the store may spend in a ${of} of UTC, in the currency of the prices; null: ${of}s have no limit. \`"0"\`: nothing, so that answers are the store's contact.`,
    )
    .meta({ example });

const share = z.number().min(0).max(1);
const alertAt = z.array(share.min(0.01)).max(10);

export const PutBudget = z
  .strictObject({
    day_amount: newAmount('day', '2.50'),
    month_amount: newAmount('month', null),
    alert_at: alertAt
      .default([0.8, 1])
      .describe(
        'Shares of an amount at which the store is told (`budget.alert`), each once a period.',
      )
      .meta({ example: [0.8, 1] }),
    cheaper_at: share
      .default(0.8)
      .describe(
        'The share from which the cheaper model (CHAT_MODEL_CHEAPER) answers, where there is one.',
      )
      .meta({ example: 0.8 }),
    when_spent: z
      .enum(whenSpent)
      .default('quotes')
      .describe(
        'What serves when it is spent: pages word for word, or the offer of a person or contact.',
      )
      .meta({ example: 'quotes' }),
  })
  .meta({ id: 'PutBudget', description: 'What a store may spend on models.' });
export type PutBudgetDto = z.infer<typeof PutBudget>;

export const Budget = z
  .object({
    currency: z.string().describe('Of all amounts.').meta({ example: 'USD' }),
    day_amount: amount('What may be spent in a day; null: no limit.', '2.50'),
    day_spent: amount('What was spent today, by the ledger.', '0.41'),
    month_amount: amount('What may be spent in a month; null: no limit.', null),
    month_spent: amount('What was spent this month.', '7.2'),
    reserved: amount('Held back for calls that are under way.', '0'),
    alert_at: z
      .array(z.number())
      .describe('Shares of an amount at which the store is told.')
      .meta({ example: [0.8, 1] }),
    cheaper_at: z
      .number()
      .describe('The share from which the cheaper model answers.')
      .meta({ example: 0.8 }),
    when_spent: z
      .enum(whenSpent)
      .describe('What serves when it is spent.')
      .meta({ example: 'quotes' }),
    step: z
      .enum(budgetSteps)
      .describe('What serves an answer that begins now, as far as the budget says.')
      .meta({ example: 'model' }),
    updated_at: time('When it was last put or spent from.'),
  })
  .meta({ id: 'Budget', description: 'What a store may spend on models, and what it has.' });
export type BudgetDto = z.infer<typeof Budget>;

export const fromPutBudget = (body: PutBudgetDto): Omit<NewBudget, 'currency'> => ({
  dayAmount: body.day_amount,
  monthAmount: body.month_amount,
  alertAt: [...new Set(body.alert_at)].sort((a, b) => a - b).map(String),
  cheaperAt: String(body.cheaper_at),
  whenSpent: body.when_spent,
});

export const toBudgetDto = (budget: CurrentBudget): BudgetDto => ({
  currency: budget.currency,
  day_amount: budget.dayAmount,
  day_spent: budget.daySpent,
  month_amount: budget.monthAmount,
  month_spent: budget.monthSpent,
  reserved: budget.reserved,
  alert_at: budget.alertAt.map(Number),
  cheaper_at: Number(budget.cheaperAt),
  when_spent: budget.whenSpent,
  step: budget.step,
  updated_at: budget.updatedAt.toISOString(),
});
