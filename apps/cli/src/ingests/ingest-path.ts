import type { CommandInput } from '../commands/command-input.js';
import { knowledgePath } from '../commands/knowledge-path.js';

export const ingestArgument = {
  name: 'ingest-id',
  description: 'The id that starting it, or "status", printed.',
};

/** The path of what is done to the ingest that was named. */
export const ingestPath = (input: CommandInput, what: string): string =>
  knowledgePath(input, 'ingests', input.argument(ingestArgument.name), what);
