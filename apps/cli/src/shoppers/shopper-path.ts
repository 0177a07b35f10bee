import type { CommandInput } from '../commands/command-input.js';
import { storePath } from '../commands/store-path.js';

export const shopperArgument = {
  name: 'shopper-id',
  description: "The store's own name for the shopper.",
};

/** What the address of the shopper that was named holds. */
export const shopperPath = (input: CommandInput) => ({
  ...storePath(input),
  shopper_id: input.argument(shopperArgument.name),
});
