import { changedShape } from '../api/shapes.js';
import { type Command, storeIdOption } from '../commands/command.js';
import { knowledgePath } from '../commands/knowledge-path.js';
import { finishIngest } from '../ingests/finish-ingest.js';
import { waitOption } from '../ingests/wait-option.js';
import { readUpload } from './read-upload.js';

export const addFile: Command = {
  words: ['files', 'add'],
  summary: 'Give a store a file to know: plain text, Markdown, CSV, PDF or DOCX.',
  argument: { name: 'path', description: 'The file on this machine, up to 20 MiB.' },
  options: { 'store-id': storeIdOption, wait: waitOption },
  example: 'files add care-guide.pdf --store-id <id> --wait',
  async run(context, input) {
    const body = await readUpload(input.argument('path'));
    const { ingest } = await context.api.post(knowledgePath(input, 'files'), changedShape, {
      body,
    });
    return finishIngest(context, ingest, input.flag('wait'));
  },
};
