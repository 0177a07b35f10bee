import { type Command, storeIdOption } from '../commands/command.js';
import { keyArgument, keyPath } from './key-path.js';

export const revokeKey: Command = {
  words: ['keys', 'revoke'],
  summary: 'Revoke an API key of a store for good (needs the admin key).',
  argument: keyArgument,
  options: { 'store-id': storeIdOption },
  example: 'keys revoke <key-id> --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const id = input.argument('key-id');
    await api.delete(keyPath(input, id));
    terminal.print(isJson ? JSON.stringify({ id, revoked: true }) : `Revoked key ${id}.`);
  },
};
