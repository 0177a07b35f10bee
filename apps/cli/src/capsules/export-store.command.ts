import { existsSync } from 'node:fs';

import { CliError } from '../cli-error.js';
import type { Command } from '../commands/command.js';
import { saveCapsule } from './save-capsule.js';

export const exportStore: Command = {
  words: ['store', 'export'],
  summary: 'Save all that a store owns as one file, its capsule (needs the admin key).',
  argument: { name: 'store-id', description: 'The store; "stores list" shows the ids.' },
  options: {
    out: {
      type: 'string',
      value: '<file>',
      description: 'Where the capsule is to be; it must not be there yet.',
      isRequired: true,
    },
  },
  example: 'store export <store-id> --out pillows.capsule',
  async run({ api, terminal, isJson, signal, hint }, input) {
    const file = input.need('out');
    if (existsSync(file)) throw new CliError(`"${file}" is there already; give another name.`);
    const path = { store_id: input.argument('store-id') };
    const bytes = await saveCapsule(await api.download({ params: { path } }), file, signal);
    if (isJson) return terminal.print(JSON.stringify({ file, bytes }));
    terminal.print(`Saved ${file}, ${bytes} bytes.`);
    terminal.note(`It holds shoppers' conversations: keep it as safe as the database.`);
    terminal.note(`To import it elsewhere: ${hint(`store import ${file}`)}`);
  },
};
