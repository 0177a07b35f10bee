import type { Schema } from '@app/client';

import { type Command, storeIdOption } from '../commands/command.js';
import { oneLine } from '../terminal/printable.js';
import { ingestArgument, ingestPath } from './ingest-path.js';

export const listOutcomes: Command = {
  words: ['ingests', 'outcomes'],
  summary: 'Say how reading the pages of an ingest ended, with examples.',
  argument: ingestArgument,
  options: { 'store-id': storeIdOption },
  example: 'ingests outcomes <ingest-id> --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const { outcomes } = await api.get(
      '/api/v1/knowledge-base/{store_id}/ingests/{ingest_id}/outcomes',
      { params: { path: ingestPath(input) } },
    );
    if (isJson) return terminal.print(JSON.stringify(outcomes));
    if (outcomes.length === 0) return terminal.note('No page has been read yet.');
    for (const group of outcomes) {
      const { outcome, http_status, reason, count, examples } = group;
      const status = http_status === null ? '' : ` ${http_status}`;
      const why = reason ? ` (${oneLine(reason)})` : '';
      terminal.print(terminal.style('bold', `${outcome}${status}${why}: ${count}`));
      for (const example of examples) terminal.print(`  ${toLine(example)}`);
    }
  },
};

function toLine({ url, duplicate_of, detail }: Schema<'PageExample'>): string {
  const why = detail ?? (duplicate_of === null ? '' : `same as ${duplicate_of}`);
  return oneLine(why === '' ? url : `${url} (${why})`);
}
