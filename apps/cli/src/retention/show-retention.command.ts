import { retentionShape } from '../api/operator-shapes.js';
import { type Command, storeIdOption } from '../commands/command.js';
import { retentionPath, tellRetention } from './retention.js';

export const showRetention: Command = {
  words: ['retention', 'show'],
  summary: 'Show for how many days a store keeps conversations, receipts and usage.',
  options: { 'store-id': storeIdOption },
  example: 'retention show --store-id <id>',
  async run(context, input) {
    tellRetention(context, await context.api.get(retentionPath(input), retentionShape));
  },
};
