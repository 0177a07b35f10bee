import type { Schema } from '@app/client';

import { type Command, type CommandContext, storeIdOption } from '../commands/command.js';
import type { CommandInput } from '../commands/command-input.js';
import { storePath } from '../commands/store-path.js';
import { finishIngest } from '../ingests/finish-ingest.js';
import { waitOption } from '../ingests/wait-option.js';

type Remove = (
  context: CommandContext,
  input: CommandInput,
  id: string,
) => Promise<Schema<'Ingest'>>;

const removing = (noun: string, what: 'files' | 'snippets', remove: Remove): Command => ({
  words: [what, 'remove'],
  summary: `Take a ${noun} out of what a store knows.`,
  argument: { name: `${noun}-id`, description: `The id that "${what} list" shows.` },
  options: { 'store-id': storeIdOption, wait: waitOption },
  example: `${what} remove <${noun}-id> --store-id <id>`,
  async run(context, input) {
    const id = input.argument(`${noun}-id`);
    const started = await remove(context, input, id);
    return finishIngest(context, started, input.flag('wait'));
  },
});

export const removeFile = removing('file', 'files', ({ api }, input, id) =>
  api.delete('/api/v1/knowledge-base/{store_id}/files/{file_id}', {
    params: { path: { ...storePath(input), file_id: id } },
  }),
);
export const removeSnippet = removing('snippet', 'snippets', ({ api }, input, id) =>
  api.delete('/api/v1/knowledge-base/{store_id}/snippets/{snippet_id}', {
    params: { path: { ...storePath(input), snippet_id: id } },
  }),
);
