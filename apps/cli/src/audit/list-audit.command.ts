import type { Query } from '@app/client';

import type { Command } from '../commands/command.js';
import { oneLine } from '../terminal/printable.js';

const head = ['AT', 'ACTION', 'OUTCOME', 'ACTOR', 'STORE', 'SUBJECT', 'ADDRESS'];
/** What the API gives at once. */
const usual = 100;

export const listAudit: Command = {
  words: ['audit', 'list'],
  summary: 'List what operators did, what became of keys and who was refused, newest first.',
  options: {
    'store-id': { type: 'string', value: '<id>', description: 'About this store, erased or not.' },
    action: { type: 'string', value: '<what>', description: 'Of this kind, as key.rotate.' },
    actor: {
      type: 'string',
      value: '<who>',
      description: 'By admin, store, widget, session, system or unknown.',
    },
    outcome: { type: 'string', value: '<end>', description: 'done, refused, failed or begun.' },
    from: { type: 'string', value: '<day>', description: 'The first day, as 2026-01-31.' },
    to: { type: 'string', value: '<day>', description: 'The last day.' },
    limit: { type: 'string', value: '<n>', description: 'How many at most; default 100.' },
  },
  example: 'audit list --store-id <id> --action key.rotate --from 2026-01-01',
  async run({ api, terminal, isJson }, input) {
    const query: Query<'listAudit'> = {
      limit: input.wholeNumber('limit') ?? usual,
      about_store_id: input.text('store-id'),
      action: input.choice('action'),
      actor: input.choice('actor'),
      outcome: input.choice('outcome'),
      from: input.text('from'),
      to: input.text('to'),
    };
    const slice = await api.get('/api/v1/audit', { params: { query } });
    if (isJson) return terminal.print(JSON.stringify(slice.items));
    if (slice.items.length === 0) return terminal.note('Nothing of that is in the audit.');
    const rows = slice.items.map((entry) => [
      entry.at,
      entry.action,
      entry.code ? `${entry.outcome}: ${entry.code}` : entry.outcome,
      entry.actor_key_id ? `${entry.actor} ${entry.actor_key_id}` : entry.actor,
      entry.about_store_id ?? '–',
      oneLine(entry.subject_id ?? '–'),
      entry.address ?? '–',
    ]);
    terminal.printTable(head, rows);
    if (slice.next_cursor) terminal.note('There are older ones; --to names a day to go on from.');
  },
};
