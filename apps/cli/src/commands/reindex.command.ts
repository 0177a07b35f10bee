import { ingestShape } from '../api/shapes.js';
import { finishIngest } from '../ingests/finish-ingest.js';
import { waitOption } from '../ingests/wait-option.js';
import { type Command, storeIdOption } from './command.js';

export const reindex: Command = {
  words: ['reindex'],
  summary: 'Cut and embed the pages of a store again, without reading its website.',
  options: {
    'store-id': storeIdOption,
    wait: waitOption,
  },
  example: 'reindex --store-id <id> --wait',
  async run(context, input) {
    const store = encodeURIComponent(input.need('store-id'));
    const started = await context.api.post(`/knowledge-base/${store}/reindex`, ingestShape);
    return finishIngest(context, started, input.flag('wait'));
  },
};
