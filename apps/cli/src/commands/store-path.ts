import type { CommandInput } from './command-input.js';

/** What the address of everything of the store that was named holds. */
export const storePath = (input: CommandInput) => ({ store_id: input.need('store-id') });
