import type { CommandInput } from '../commands/command-input.js';
import { storePath } from '../commands/store-path.js';

export const keyArgument = { name: 'key-id', description: 'The id that "keys list" shows.' };

/** What the address of the key that was named holds. */
export const keyPath = (input: CommandInput) => ({
  ...storePath(input),
  key_id: input.argument(keyArgument.name),
});
