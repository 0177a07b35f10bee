import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';

export const showOrderEndpoint: Command = {
  words: ['orders', 'show'],
  summary: 'Show where the agent asks for orders, and how often it did.',
  options: { 'store-id': storeIdOption },
  example: 'orders show --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const endpoint = await api.get('/api/v1/stores/{store_id}/order-endpoint', {
      params: { path: storePath(input) },
    });
    if (isJson) return terminal.print(JSON.stringify(endpoint));
    const { url, timeout_ms: ms, sends_codes: sendsCodes, calls_today: calls } = endpoint;
    terminal.printTable(
      ['URL', 'TIMEOUT', 'CODES', 'CALLS TODAY'],
      [[url, `${ms} ms`, sendsCodes ? 'yes' : 'no', `${calls} of ${endpoint.calls_a_day}`]],
    );
  },
};
