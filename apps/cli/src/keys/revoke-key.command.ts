import { type Command, storeIdOption } from '../commands/command.js';
import { keyArgument, keyPath } from './key-path.js';

export const revokeKey: Command = {
  words: ['keys', 'revoke'],
  summary: 'Revoke an API key of a store for good (needs the admin key).',
  argument: keyArgument,
  options: { 'store-id': storeIdOption },
  example: 'keys revoke <key-id> --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const path = keyPath(input);
    await api.delete('/api/v1/stores/{store_id}/keys/{key_id}', { params: { path } });
    const id = path.key_id;
    terminal.print(isJson ? JSON.stringify({ id, revoked: true }) : `Revoked key ${id}.`);
  },
};
