import type { Query } from '@app/client';

import type { Command } from '../commands/command.js';
import { oneLine } from '../terminal/printable.js';

/** What calls of models came to; of all stores with the admin key alone. */
export const showUsage: Command = {
  words: ['usage'],
  summary: 'Show what answers and ingests have cost, by day, purpose, model or store.',
  options: {
    'store-id': {
      type: 'string',
      value: '<id>',
      description: 'The store; left out: all stores, which needs the admin key.',
    },
    from: { type: 'string', value: '<day>', description: 'The first day, as 2026-01-31.' },
    to: { type: 'string', value: '<day>', description: 'The last day; default today.' },
    group: {
      type: 'string',
      value: '<what>',
      description: 'day, purpose or model; without a store also store, the default there.',
    },
  },
  example: 'usage --store-id <id> --from 2026-01-01 --group model',
  async run({ api, terminal, isJson }, input) {
    const storeId = input.text('store-id');
    const asked = {
      from: input.text('from'),
      to: input.text('to'),
      // without a store by store, too
      group: input.choice<Query<'getUsage'>['group'] & {}>('group'),
    };
    const report = storeId
      ? await api.get('/api/v1/stores/{store_id}/usage', {
          params: { path: { store_id: storeId }, query: asked },
        })
      : await api.get('/api/v1/usage', { params: { query: asked } });
    if (isJson) return terminal.print(JSON.stringify(report));
    if (report.items.length === 0) {
      return terminal.note(`No model was called from ${report.from} to ${report.to}.`);
    }
    const rows = report.items.map((item) => [
      oneLine(item.key),
      String(item.calls),
      String(item.input_tokens),
      String(item.output_tokens),
      item.cost ?? '–',
      item.currency ?? '',
    ]);
    const head = [report.group.toUpperCase(), 'CALLS', 'READ', 'WRITTEN', 'COST', 'CURRENCY'];
    terminal.printTable(head, rows);
    const unpriced = report.items.reduce((sum, item) => sum + item.unpriced_calls, 0);
    if (unpriced > 0) terminal.note(`${unpriced} calls of models without a price (CHAT_PRICES).`);
  },
};
