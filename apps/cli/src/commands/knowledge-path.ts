import type { CommandInput } from './command-input.js';

/** The path of what belongs to the knowledge of the store that was named. */
export const knowledgePath = (
  input: CommandInput,
  ...parts: readonly (string | number)[]
): string =>
  ['/knowledge-base', ...[input.need('store-id'), ...parts].map(encodeURIComponent)].join('/');
