import type { Schema } from '@app/client';

import { type Command, type CommandContext, storeIdOption } from '../commands/command.js';
import type { CommandInput } from '../commands/command-input.js';
import { storePath } from '../commands/store-path.js';
import { finishIngest } from '../ingests/finish-ingest.js';
import { waitOption } from '../ingests/wait-option.js';
import { oneLine } from '../terminal/printable.js';
import { readUpload } from './read-upload.js';

const files = '/api/v1/knowledge-base/{store_id}/files';

export const addFile: Command = {
  words: ['files', 'add'],
  summary: 'Give a store a file to know: plain text, Markdown, CSV, PDF or DOCX.',
  argument: { name: 'path', description: 'The file on this machine, up to 20 MiB.' },
  options: { 'store-id': storeIdOption, wait: waitOption },
  example: 'files add care-guide.pdf --store-id <id> --wait',
  async run(context, input) {
    const { file, ingest } = await context.api.post(files, {
      params: { path: storePath(input) },
      body: { file: await readUpload(input.argument('path')) },
    });
    const code = await finishIngest(context, ingest, input.flag('wait'));
    return input.flag('wait') && code === 0 ? sayOutcome(context, input, file.id) : code;
  },
};

/** An ingest is live where a file of it was not read: whoever waits for a file wants to hear of that one. */
async function sayOutcome(
  { api, terminal }: CommandContext,
  input: CommandInput,
  id: string,
): Promise<number> {
  const known = await api.list(files, { params: { path: storePath(input) } });
  const file = known.find((other) => other.id === id);
  if (!file || isKnown(file)) return 0;
  const why = file.detail === null ? '' : `: ${oneLine(file.detail)}`;
  terminal.note(`"${oneLine(file.name)}" was not read (${file.outcome})${why}.`);
  return 1;
}

const isKnown = ({ outcome }: Schema<'StoredFile'>): boolean =>
  outcome === null || ['indexed', 'unchanged', 'duplicate'].includes(outcome);
