import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { tellRetention } from './retention.js';

const days = (description: string) => ({ type: 'string', value: '<days>', description }) as const;

/** What is left out is as the deployment has it: a retention is put as a whole. */
export const setRetention: Command = {
  words: ['retention', 'set'],
  summary: 'Say for how many days a store keeps what; older goes for good (needs the admin key).',
  options: {
    'store-id': storeIdOption,
    conversations: days('After the last that was said in one.'),
    receipts: days('Of answers, whose messages stay.'),
    usage: days('32 or more.'),
  },
  example: 'retention set --store-id <id> --conversations 90',
  async run(context, input) {
    const body = {
      conversation_days: input.wholeNumber('conversations'),
      receipt_days: input.wholeNumber('receipts'),
      usage_days: input.wholeNumber('usage'),
    };
    const put = { params: { path: storePath(input) }, body };
    tellRetention(context, await context.api.put('/api/v1/stores/{store_id}/retention', put));
  },
};
