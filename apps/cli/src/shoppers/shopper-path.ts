import type { CommandInput } from '../commands/command-input.js';

export const shopperArgument = {
  name: 'shopper-id',
  description: "The store's own name for the shopper.",
};

/** Where the data of the shopper that was named is. */
export const shopperPath = (input: CommandInput, ...parts: readonly string[]): string =>
  ['/stores', input.need('store-id'), 'shoppers', input.argument('shopper-id'), ...parts]
    .map((part, i) => (i === 0 ? part : encodeURIComponent(part)))
    .join('/');
