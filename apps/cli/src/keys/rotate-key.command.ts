import { type Command, storeIdOption } from '../commands/command.js';
import { keyArgument, keyPath } from './key-path.js';

export const rotateKey: Command = {
  words: ['keys', 'rotate'],
  summary:
    'Replace an API key by one that may do the same; it is shown once (needs the admin key).',
  argument: keyArgument,
  options: {
    'store-id': storeIdOption,
    'overlap-seconds': {
      type: 'string',
      value: '<seconds>',
      description:
        'How long the old key works on beside the new one; default a day, 0: not at all.',
    },
  },
  example: 'keys rotate <key-id> --store-id <id> --overlap-seconds 3600',
  async run({ api, terminal, isJson, hint }, input) {
    const body = { overlap_seconds: input.wholeNumber('overlap-seconds') };
    const key = await api.post('/api/v1/stores/{store_id}/keys/{key_id}/rotate', {
      params: { path: keyPath(input) },
      body,
    });
    if (isJson) return terminal.print(JSON.stringify(key));
    terminal.print(key.key);
    terminal.note(`This ${key.kind} key is shown only now. Its id: ${key.id}`);
    const list = hint(`keys list --store-id ${input.need('store-id')}`);
    terminal.note(`When the old key ends, and whether it is still used: ${list}`);
  },
};
