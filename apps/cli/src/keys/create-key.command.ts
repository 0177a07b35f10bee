import type { Schema } from '@app/client';

import { CliError } from '../cli-error.js';
import { type Command, storeIdOption } from '../commands/command.js';
import type { CommandInput } from '../commands/command-input.js';
import { storePath } from '../commands/store-path.js';

export const createKey: Command = {
  words: ['keys', 'create'],
  summary: 'Create an API key of a store; it is shown once (needs the admin key).',
  options: {
    'store-id': storeIdOption,
    kind: {
      type: 'string',
      value: 'store|widget',
      description: 'Secret for servers (default), or public for browsers.',
    },
    name: { type: 'string', value: '<name>', description: 'What it is for.' },
    origin: {
      type: 'string',
      value: '<origin>',
      description: 'A website a widget key works on; repeat it for more.',
      isRepeatable: true,
    },
    scope: {
      type: 'string',
      value: '<scope>',
      description: 'What a store key may do, chat for instance; repeat it for more. Default: all.',
      isRepeatable: true,
    },
    'expires-at': {
      type: 'string',
      value: '<time>',
      description: 'When it ends by itself, as 2027-01-31T00:00:00Z. Default: never.',
    },
  },
  example: 'keys create --store-id <id> --name "shop backend"',
  async run({ api, terminal, isJson }, input) {
    const key = await api.post('/api/v1/stores/{store_id}/keys', {
      params: { path: storePath(input) },
      body: wantedKey(input),
    });
    if (isJson) return terminal.print(JSON.stringify(key));
    terminal.print(key.key);
    terminal.note(`This ${key.kind} key is shown only now. Its id, for revoking it: ${key.id}`);
  },
};

/** As it was typed: which kinds and scopes there are, and what goes with what, is for the server to say. */
function wantedKey(input: CommandInput): Schema<'CreateKey'> {
  const kind = input.text('kind') ?? 'store';
  const origins = input.texts('origin');
  const scopes = input.texts('scope');
  if (kind === 'widget' && origins.length === 0) {
    throw new CliError(
      'A widget key is public: name the websites it works on with --origin https://shop.example.',
    );
  }
  const wanted = {
    kind,
    name: input.text('name'),
    expires_at: input.text('expires-at'),
    ...(scopes.length > 0 && { scopes }),
    ...(origins.length > 0 && { allowed_origins: origins }),
  };
  return wanted as Schema<'CreateKey'>;
}
