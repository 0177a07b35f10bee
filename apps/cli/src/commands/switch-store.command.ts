import { oneLine } from '../terminal/printable.js';
import { type Command, storeIdOption } from './command.js';
import { storePath } from './store-path.js';

const switching = (word: 'on' | 'off', summary: string): Command => ({
  words: ['store', `switch-${word}`],
  summary,
  options: { 'store-id': storeIdOption },
  example: `store switch-${word} --store-id <id>`,
  async run({ api, terminal, isJson }, input) {
    const store = await api.patch('/api/v1/stores/{store_id}', {
      params: { path: storePath(input) },
      body: { is_active: word === 'on' },
    });
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
