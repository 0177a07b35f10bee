import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { finishIngest } from '../ingests/finish-ingest.js';
import { waitOption } from '../ingests/wait-option.js';

/** Writes a gap's snippet; the server asks its questions again once that is live. */
export const answerGap: Command = {
  words: ['gaps', 'answer'],
  summary: 'Answer what shoppers ask in vain.',
  argument: { name: 'gap-id', description: 'The id that "gaps list" shows.' },
  options: {
    'store-id': storeIdOption,
    answer: {
      type: 'string',
      value: '<text>',
      description: 'What the store answers; plain text or Markdown.',
      isRequired: true,
    },
    question: {
      type: 'string',
      value: '<text>',
      description: 'What the answer stands under; left out, what was asked most.',
    },
    wait: waitOption,
  },
  example: 'gaps answer <gap-id> --store-id <id> --answer "Yes, within 5 days." --wait',
  async run(context, input) {
    const path = { ...storePath(input), gap_id: input.argument('gap-id') };
    const body = { answer: input.need('answer'), question: input.text('question') };
    const { ingest } = await context.api.post(
      '/api/v1/knowledge-base/{store_id}/gaps/{gap_id}/answer',
      { params: { path }, body },
    );
    return finishIngest(context, ingest, input.flag('wait'));
  },
};
