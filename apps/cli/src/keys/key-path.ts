import type { CommandInput } from '../commands/command-input.js';

export const keyArgument = { name: 'key-id', description: 'The id that "keys list" shows.' };

/** Where the keys of the store that was named are. */
export const keyPath = (input: CommandInput, ...parts: readonly string[]): string =>
  ['/stores', ...[input.need('store-id'), 'keys', ...parts].map(encodeURIComponent)].join('/');
