import type { CommandInput } from '../commands/command-input.js';
import { storePath } from '../commands/store-path.js';

export const ingestArgument = {
  name: 'ingest-id',
  description: 'The id that starting it, or "status", printed.',
};

/** What the address of the ingest that was named holds. */
export const ingestPath = (input: CommandInput) => ({
  ...storePath(input),
  ingest_id: input.argument(ingestArgument.name),
});
