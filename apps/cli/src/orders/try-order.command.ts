import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { printable } from '../terminal/printable.js';

/** Ends with 1 where a shopper would be told nothing, so that a script can tell. */
export const tryOrder: Command = {
  words: ['orders', 'try'],
  summary: "Ask a store's order endpoint for one order, as the agent would.",
  argument: { name: 'order-number', description: 'An order of the system, better a made-up one.' },
  options: { 'store-id': storeIdOption },
  example: 'orders try 1042 --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const body = { order_number: input.argument('order-number') };
    const trial = await api.post('/api/v1/stores/{store_id}/order-endpoint/try', {
      params: { path: storePath(input) },
      body,
    });
    const { order, dropped, problem, took_ms: ms } = trial;
    const code = order === null ? 1 : 0;
    if (isJson) {
      terminal.print(JSON.stringify(trial));
      return code;
    }
    for (const [name, value] of Object.entries(order ?? {})) {
      if (value !== null) terminal.print(`${name} ${printable(String(value))}`);
    }
    for (const { name, reason } of dropped) terminal.note(`Left out: ${name}, since it ${reason}.`);
    if (problem !== null) terminal.note(`A shopper would be told nothing: ${problem}.`);
    terminal.note(`It took ${ms} ms.`);
    return code;
  },
};
