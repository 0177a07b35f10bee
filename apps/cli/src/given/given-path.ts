import type { CommandInput } from '../commands/command-input.js';

/** The path of what a store gives itself: its files, feeds, snippets and sources. */
export const givenTo = (
  input: CommandInput,
  what: 'files' | 'feeds' | 'snippets' | 'sources',
): string => `/knowledge-base/${encodeURIComponent(input.need('store-id'))}/${what}`;
