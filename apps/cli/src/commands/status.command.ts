import type { Schema } from '@app/client';

import { describeIngest, styledStatus } from '../ingests/describe-ingest.js';
import type { Terminal } from '../terminal/terminal.js';
import { type Command, storeIdOption } from './command.js';
import { storePath } from './store-path.js';

export const status: Command = {
  words: ['status'],
  summary: "Show a store's knowledge and how its last ingest is doing.",
  options: { 'store-id': storeIdOption },
  example: 'status --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const found = await api.get('/api/v1/knowledge-base/{store_id}/status', {
      params: { path: storePath(input) },
    });
    if (isJson) return terminal.print(JSON.stringify(found));
    for (const line of describe(found, terminal)) terminal.print(line);
  },
};

function describe(found: Schema<'KnowledgeStatus'>, terminal: Terminal): string[] {
  const release = found.live_release === null ? '' : `, release ${found.live_release}`;
  return [
    `Store ${found.store_id} ${styledStatus(found.status, terminal)}${release}`,
    `  ${found.page_count} pages, ${found.chunk_count} chunks`,
    ...(found.last_ingest ? describeIngest(found.last_ingest, terminal) : ['No ingest yet.']),
  ];
}
