import type { Schema } from '@app/client';

import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { tellBudget } from './budget.js';

/** What is left out gets the server's default: a budget is put as a whole. */
export const setBudget: Command = {
  words: ['budget', 'set'],
  summary: 'Say what a store may spend on models (needs the admin key).',
  options: {
    'store-id': storeIdOption,
    day: { type: 'string', value: '<amount>', description: 'In a day of UTC, as 2.50.' },
    month: { type: 'string', value: '<amount>', description: 'In a month of UTC.' },
    'cheaper-percent': {
      type: 'string',
      value: '<percent>',
      description: 'From which share on the cheaper model answers, where there is one.',
    },
    'when-spent': {
      type: 'string',
      value: '<what>',
      description: 'quotes (pages word for word) or contact.',
    },
  },
  example: 'budget set --store-id <id> --day 2.50 --when-spent quotes',
  async run(context, input) {
    const percent = input.wholeNumber('cheaper-percent');
    const body = {
      day_amount: input.text('day'),
      month_amount: input.text('month'),
      cheaper_at: percent && percent / 100,
      when_spent: input.choice<Schema<'Budget'>['when_spent']>('when-spent'),
    };
    const put = { params: { path: storePath(input) }, body };
    tellBudget(context, await context.api.put('/api/v1/stores/{store_id}/budget', put));
  },
};
