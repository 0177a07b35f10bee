import { finishIngest } from '../ingests/finish-ingest.js';
import { waitOption } from '../ingests/wait-option.js';
import { type Command, optionalStoreIdOption } from './command.js';

export const ingest: Command = {
  words: ['ingest'],
  summary: "Read a store's website into its knowledge.",
  options: {
    'store-id': optionalStoreIdOption,
    url: {
      type: 'string',
      value: '<url>',
      description: 'Where the website starts.',
      isRequired: true,
    },
    'max-pages': { type: 'string', value: '<n>', description: 'At most this many pages.' },
    wait: waitOption,
    'idempotency-key': {
      type: 'string',
      value: '<text>',
      description: 'Repeating the command with the same text joins the ingest it started.',
    },
  },
  example: 'ingest --store-id <id> --url https://shop.example --max-pages 200 --wait',
  async run(context, input) {
    // an empty one is none
    const idempotencyKey = input.text('idempotency-key') || undefined;
    const started = await context.api.post('/api/v1/knowledge-base/ingest', {
      params: { header: { 'Idempotency-Key': idempotencyKey } },
      body: {
        store_id: input.text('store-id'),
        url: input.need('url'),
        max_pages: input.wholeNumber('max-pages'),
      },
    });
    return finishIngest(context, started, input.flag('wait'));
  },
};
