import type { CommandInput } from '../commands/command-input.js';

/** Where the order endpoint of the store that was named is. */
export const orderEndpointPath = (input: CommandInput, ...rest: string[]): string =>
  ['/stores', encodeURIComponent(input.need('store-id')), 'order-endpoint', ...rest].join('/');
