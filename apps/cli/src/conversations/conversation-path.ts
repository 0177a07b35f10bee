import type { CommandInput } from '../commands/command-input.js';

/** Where a conversation is, in the store that was named; a store key names its own. */
export function conversationPath(input: CommandInput, id: string, ...rest: string[]): string {
  const path = ['/conversations', encodeURIComponent(id), ...rest].join('/');
  return `${path}${storeQuery(input, '?')}`;
}

export function storeQuery(input: CommandInput, mark: '?' | '&'): string {
  const store = input.text('store-id');
  return store === undefined ? '' : `${mark}store_id=${encodeURIComponent(store)}`;
}
