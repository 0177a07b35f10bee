import type { Schema } from '@app/client';

import { type Command, type CommandContext, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';

/** The secrets come with the first address only; a later one keeps them. */
export const setOrderEndpoint: Command = {
  words: ['orders', 'set'],
  summary: "Say where the agent asks for orders; the first time shows the endpoint's secrets.",
  argument: { name: 'url', description: "An https address of the store's own system." },
  options: {
    'store-id': storeIdOption,
    codes: {
      type: 'boolean',
      description: 'The system sends codes to shoppers without a token; left out, it does not.',
    },
    'timeout-ms': {
      type: 'string',
      value: '<ms>',
      description: 'The longest wait for one answer, 500 to 10000 (default 5000).',
    },
  },
  example: 'orders set https://shop.example/orders --store-id <id> --codes',
  async run(context, input) {
    const body = {
      url: input.argument('url'),
      sends_codes: input.flag('codes'),
      timeout_ms: input.wholeNumber('timeout-ms'),
    };
    const put = { params: { path: storePath(input) }, body };
    tell(context, await context.api.put('/api/v1/stores/{store_id}/order-endpoint', put));
  },
};

export const rotateOrderSecrets: Command = {
  words: ['orders', 'rotate'],
  summary: "Make new secrets of a store's order endpoint; those of before count no more.",
  options: { 'store-id': storeIdOption },
  example: 'orders rotate --store-id <id>',
  async run(context, input) {
    const params = { path: storePath(input) };
    tell(
      context,
      await context.api.post('/api/v1/stores/{store_id}/order-endpoint/secrets', { params }),
    );
  },
};

function tell({ terminal, isJson }: CommandContext, endpoint: Schema<'NewOrderEndpoint'>): void {
  if (isJson) return terminal.print(JSON.stringify(endpoint));
  const { url, signing_secret: signing, shopper_secret: shopper } = endpoint;
  if (signing === null || shopper === null) {
    return terminal.print(`Orders are asked for at ${url}; its secrets stay.`);
  }
  terminal.print(`signing_secret ${signing}`);
  terminal.print(`shopper_secret ${shopper}`);
  terminal.note(`Orders are asked for at ${url}. These secrets are shown only now.`);
}
