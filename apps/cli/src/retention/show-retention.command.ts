import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { tellRetention } from './retention.js';

export const showRetention: Command = {
  words: ['retention', 'show'],
  summary: 'Show for how many days a store keeps conversations, receipts and usage.',
  options: { 'store-id': storeIdOption },
  example: 'retention show --store-id <id>',
  async run(context, input) {
    const params = { path: storePath(input) };
    tellRetention(
      context,
      await context.api.get('/api/v1/stores/{store_id}/retention', { params }),
    );
  },
};
