import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { finishIngest } from '../ingests/finish-ingest.js';
import { waitOption } from '../ingests/wait-option.js';

export const addSnippet: Command = {
  words: ['snippets', 'add'],
  summary: 'Give a store a question with its answer.',
  options: {
    'store-id': storeIdOption,
    question: {
      type: 'string',
      value: '<text>',
      description: 'What a shopper asks.',
      isRequired: true,
    },
    answer: {
      type: 'string',
      value: '<text>',
      description: 'What the store answers; plain text or Markdown.',
      isRequired: true,
    },
    url: { type: 'string', value: '<url>', description: 'A page that says the same, to cite.' },
    wait: waitOption,
  },
  example: 'snippets add --store-id <id> --question "Do you ship abroad?" --answer "Yes." --wait',
  async run(context, input) {
    const body = {
      question: input.need('question'),
      answer: input.need('answer'),
      url: input.text('url'),
    };
    const { ingest } = await context.api.post('/api/v1/knowledge-base/{store_id}/snippets', {
      params: { path: storePath(input) },
      body,
    });
    return finishIngest(context, ingest, input.flag('wait'));
  },
};
