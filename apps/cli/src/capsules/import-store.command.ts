import type { Command } from '../commands/command.js';
import { openFile } from '../given/read-upload.js';

export const importStore: Command = {
  words: ['store', 'import'],
  summary: 'Make a store out of its capsule, as it was (needs the admin key).',
  argument: { name: 'file', description: 'The capsule on this machine.' },
  options: {
    placement: {
      type: 'string',
      value: '<name>',
      description: 'Where it is to live; default: the shared database.',
    },
    domain: {
      type: 'string',
      value: '<host>',
      description: "Its domain here; empty for none. Default: the capsule's.",
    },
    'without-credentials': {
      type: 'boolean',
      description: 'Leave out what is sealed under another CREDENTIALS_SECRET.',
    },
    'accept-model': {
      type: 'boolean',
      description: 'Take vectors of another embedding model than the one used there.',
    },
  },
  example: 'store import pillows.capsule --placement acme',
  async run({ api, terminal, isJson, hint }, input) {
    const flagged = (name: string) => (input.flag(name) ? ('true' as const) : undefined);
    const query = {
      placement: input.text('placement'),
      domain: input.text('domain'),
      without_credentials: flagged('without-credentials'),
      accept_model: flagged('accept-model'),
    };
    const body = await openFile(input.argument('file'), 'application/gzip');
    const store = await api.upload('/api/v1/capsules', { params: { query }, body });
    if (isJson) return terminal.print(JSON.stringify(store));
    const { tables, rows } = store.verified;
    terminal.print(
      `Imported store ${store.store_id} into ${store.placement}: ${rows} rows of ${tables} tables are alike.`,
    );
    for (const { table, column, rows: count } of store.dropped) {
      terminal.note(`Left out: ${count} of ${table}.${column}.`);
    }
    terminal.note(`Next: ${hint(`status --store-id ${store.store_id}`)}`);
  },
};
