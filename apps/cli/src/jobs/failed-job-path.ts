import type { CommandInput } from '../commands/command-input.js';
import { storePath } from '../commands/store-path.js';

export const jobArgument = { name: 'job-id', description: 'The id that "jobs list" shows.' };

/** What the address of the failed job that was named holds. */
export const failedJobPath = (input: CommandInput) => ({
  ...storePath(input),
  job_id: input.argument(jobArgument.name),
});
