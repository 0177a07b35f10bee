import type { CommandInput } from '../commands/command-input.js';

export const jobArgument = { name: 'job-id', description: 'The id that "jobs list" shows.' };

/** Where the failed jobs of the store that was named are. */
export const failedJobPath = (input: CommandInput, ...parts: readonly string[]): string =>
  ['/stores', ...[input.need('store-id'), 'failed-jobs', ...parts].map(encodeURIComponent)].join(
    '/',
  );
