import { listedStoreShape } from '../api/shapes.js';
import { oneLine } from '../terminal/printable.js';
import { type Command, storeIdOption } from './command.js';

const switching = (word: 'on' | 'off', summary: string): Command => ({
  words: ['store', `switch-${word}`],
  summary,
  options: { 'store-id': storeIdOption },
  example: `store switch-${word} --store-id <id>`,
  async run({ api, terminal, isJson }, input) {
    const path = `/stores/${encodeURIComponent(input.need('store-id'))}`;
    const body = { is_active: word === 'on' };
    const store = await api.patch(path, listedStoreShape, { body });
    if (isJson) return terminal.print(JSON.stringify(store));
    terminal.print(`Store ${oneLine(store.name)} is switched ${store.is_active ? 'on' : 'off'}.`);
  },
});

export const switchOff = switching(
  'off',
  'Refuse all keys of a store; nothing of it is lost (needs the admin key).',
);
export const switchOn = switching(
  'on',
  'Let the keys of a store work again (needs the admin key).',
);
