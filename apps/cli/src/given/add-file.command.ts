import { addedFileShape, fileShape, type StoredFile } from '../api/shapes.js';
import { type Command, type CommandContext, storeIdOption } from '../commands/command.js';
import type { CommandInput } from '../commands/command-input.js';
import { knowledgePath } from '../commands/knowledge-path.js';
import { finishIngest } from '../ingests/finish-ingest.js';
import { waitOption } from '../ingests/wait-option.js';
import { oneLine } from '../terminal/printable.js';
import { readUpload } from './read-upload.js';

export const addFile: Command = {
  words: ['files', 'add'],
  summary: 'Give a store a file to know: plain text, Markdown, CSV, PDF or DOCX.',
  argument: { name: 'path', description: 'The file on this machine, up to 20 MiB.' },
  options: { 'store-id': storeIdOption, wait: waitOption },
  example: 'files add care-guide.pdf --store-id <id> --wait',
  async run(context, input) {
    const body = await readUpload(input.argument('path'));
    const files = knowledgePath(input, 'files');
    const { file, ingest } = await context.api.post(files, addedFileShape, { body });
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
  const files = await api.list(knowledgePath(input, 'files'), fileShape);
  const file = files.find((other) => other.id === id);
  if (!file || isKnown(file)) return 0;
  const why = file.detail === null ? '' : `: ${oneLine(file.detail)}`;
  terminal.note(`"${oneLine(file.name)}" was not read (${file.outcome})${why}.`);
  return 1;
}

const isKnown = ({ outcome }: StoredFile): boolean =>
  outcome === null || ['indexed', 'unchanged', 'duplicate'].includes(outcome);
