import type { CommandInput } from '../commands/command-input.js';

/** Which conversation, in the store that was named; a store key names its own. */
export const conversationParams = (input: CommandInput, id: string) => ({
  path: { conversation_id: id },
  query: { store_id: input.text('store-id') },
});
