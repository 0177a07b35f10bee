import { usageReportShape } from '../api/shapes.js';
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
    const query = new URLSearchParams();
    for (const name of ['from', 'to', 'group']) {
      const value = input.text(name);
      if (value !== undefined) query.set(name, value);
    }
    const path = storeId ? `/stores/${encodeURIComponent(storeId)}/usage` : '/usage';
    const asked = query.size > 0 ? `${path}?${query.toString()}` : path;
    const report = await api.get(asked, usageReportShape);
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
