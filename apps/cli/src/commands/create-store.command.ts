import { oneLine } from '../terminal/printable.js';
import type { Command } from './command.js';

export const createStore: Command = {
  words: ['stores', 'create'],
  summary: 'Create a store (needs the admin key).',
  options: {
    name: {
      type: 'string',
      value: '<name>',
      description: 'What people call it.',
      isRequired: true,
    },
    domain: { type: 'string', value: '<host>', description: 'Host name of its storefront.' },
    platform: { type: 'string', value: '<name>', description: 'The shop system it runs on.' },
    'shopify-domain': {
      type: 'string',
      value: '<host>',
      description: 'The shop that it is at Shopify: <name>.myshopify.com.',
    },
    placement: {
      type: 'string',
      value: '<name>',
      description: 'The database it lives in; default: shared.',
    },
    id: { type: 'string', value: '<uuid>', description: 'An id of your own choice.' },
  },
  example: 'stores create --name "Pillow Store" --domain shop.example',
  async run({ api, terminal, isJson, hint }, input) {
    const body = {
      id: input.text('id'),
      name: input.need('name'),
      domain: input.text('domain'),
      platform: input.text('platform'),
      shopify_domain: input.text('shopify-domain'),
      placement: input.text('placement'),
    };
    const store = await api.post('/api/v1/stores', { body });
    if (isJson) return terminal.print(JSON.stringify(store));
    terminal.print(`Created store ${oneLine(store.name)}: ${store.id}`);
    terminal.note(`Next: ${hint(`ingest --store-id ${store.id} --url <website> --wait`)}`);
  },
};
