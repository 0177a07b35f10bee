import type { Schema } from '@app/client';

import { type Command, type CommandContext, storeIdOption } from '../commands/command.js';
import type { CommandInput } from '../commands/command-input.js';
import { storePath } from '../commands/store-path.js';
import { finishIngest } from '../ingests/finish-ingest.js';
import { waitOption } from '../ingests/wait-option.js';
import { readUpload } from './read-upload.js';

export const addFeed: Command = {
  words: ['feeds', 'add'],
  summary: 'Give a store its product feed, as a file or by its address.',
  argument: {
    name: 'path-or-url',
    description: 'A CSV or JSON file on this machine, up to 20 MiB, or where the feed lies.',
  },
  options: { 'store-id': storeIdOption, wait: waitOption },
  example: 'feeds add products.csv --store-id <id> --wait',
  async run(context, input) {
    const from = input.argument('path-or-url');
    const started = /^https?:\/\//i.test(from)
      ? await readAddress(context, input, from)
      : await context.api.post('/api/v1/knowledge-base/{store_id}/feeds', {
          params: { path: storePath(input) },
          body: { file: await readUpload(from) },
        });
    return finishIngest(context, started, input.flag('wait'));
  },
};

async function readAddress(
  { api }: CommandContext,
  input: CommandInput,
  url: string,
): Promise<Schema<'Ingest'>> {
  const sources = '/api/v1/knowledge-base/{store_id}/sources';
  const path = storePath(input);
  const known = await api.list(sources, { params: { path } });
  const source =
    known.find((other) => other.kind === 'feed' && other.url === url) ??
    (await api.post(sources, { params: { path }, body: { kind: 'feed', url } }));
  return api.post('/api/v1/knowledge-base/{store_id}/sources/{source_id}/crawl', {
    params: { path: { ...path, source_id: source.id } },
  });
}
