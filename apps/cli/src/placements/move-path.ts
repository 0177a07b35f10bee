import type { CommandInput } from '../commands/command-input.js';

export const moveArgument = {
  name: 'move-id',
  description: 'The id that "store moves" shows; default: the last move.',
};

/** Where the moves of the store that was named are. */
export const movePath = (input: CommandInput, ...parts: readonly string[]): string =>
  ['/stores', ...[input.need('store-id'), 'moves', ...parts].map(encodeURIComponent)].join('/');
