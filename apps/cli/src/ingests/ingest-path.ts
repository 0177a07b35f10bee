import type { CommandInput } from '../commands/command-input.js';

export const ingestArgument = {
  name: 'ingest-id',
  description: 'The id that starting it, or "status", printed.',
};

/** The path of the ingest that was named. */
export function ingestPath(input: CommandInput): string {
  const id = encodeURIComponent(input.argument(ingestArgument.name));
  return `/knowledge-base/${encodeURIComponent(input.need('store-id'))}/ingests/${id}`;
}
