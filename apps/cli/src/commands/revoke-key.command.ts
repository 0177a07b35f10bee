import { type Command, storeIdOption } from './command.js';

export const revokeKey: Command = {
  words: ['keys', 'revoke'],
  summary: 'Revoke an API key of a store for good (needs the admin key).',
  argument: { name: 'key-id', description: 'The id that creating the key printed.' },
  options: { 'store-id': storeIdOption },
  example: 'keys revoke <key-id> --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const id = input.argument('key-id');
    const store = encodeURIComponent(input.need('store-id'));
    await api.delete(`/stores/${store}/keys/${encodeURIComponent(id)}`);
    terminal.print(isJson ? JSON.stringify({ id, revoked: true }) : `Revoked key ${id}.`);
  },
};
