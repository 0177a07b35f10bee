import { ingestShape } from '../api/shapes.js';
import { type Command, storeIdOption } from '../commands/command.js';
import { knowledgePath } from '../commands/knowledge-path.js';
import { finishIngest } from '../ingests/finish-ingest.js';
import { waitOption } from '../ingests/wait-option.js';

const removing = (noun: string, what: 'files' | 'snippets'): Command => ({
  words: [what, 'remove'],
  summary: `Take a ${noun} out of what a store knows.`,
  argument: { name: `${noun}-id`, description: `The id that "${what} list" shows.` },
  options: { 'store-id': storeIdOption, wait: waitOption },
  example: `${what} remove <${noun}-id> --store-id <id>`,
  async run(context, input) {
    const id = input.argument(`${noun}-id`);
    const started = await context.api.remove(knowledgePath(input, what, id), ingestShape);
    return finishIngest(context, started, input.flag('wait'));
  },
});

export const removeFile = removing('file', 'files');
export const removeSnippet = removing('snippet', 'snippets');
