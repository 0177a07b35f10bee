import { finishIngest } from '../ingests/finish-ingest.js';
import { waitOption } from '../ingests/wait-option.js';
import { type Command, storeIdOption } from './command.js';
import { storePath } from './store-path.js';

export const reindex: Command = {
  words: ['reindex'],
  summary: 'Cut and embed the pages of a store again, without reading its website.',
  options: {
    'store-id': storeIdOption,
    wait: waitOption,
  },
  example: 'reindex --store-id <id> --wait',
  async run(context, input) {
    const started = await context.api.post('/api/v1/knowledge-base/{store_id}/reindex', {
      params: { path: storePath(input) },
    });
    return finishIngest(context, started, input.flag('wait'));
  },
};
