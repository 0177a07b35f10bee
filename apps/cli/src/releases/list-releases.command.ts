import type { Schema } from '@app/client';

import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { formatAge } from '../terminal/format-time.js';
import { reasons } from './describe-release.js';

const head = ['RELEASE', 'STATUS', 'PAGES', 'CHUNKS', 'PUBLISHED', 'HELD FOR'];

export const listReleases: Command = {
  words: ['releases', 'list'],
  summary: 'List the versions of what a store knows, the newest first.',
  options: { 'store-id': storeIdOption },
  example: 'releases list --store-id <id>',
  async run({ api, terminal, isJson, hint }, input) {
    const releases = await api.list('/api/v1/knowledge-base/{store_id}/releases', {
      params: { path: storePath(input) },
    });
    if (isJson) return terminal.print(JSON.stringify(releases));
    if (releases.length === 0) {
      const next = hint(`ingest --store-id ${input.need('store-id')} --url <website> --wait`);
      return terminal.note(`There is no release yet: ${next}`);
    }
    terminal.printTable(head, releases.map(toRow));
  },
};

const toRow = (release: Schema<'Release'>): string[] => [
  String(release.number),
  release.status,
  String(release.page_count),
  String(release.chunk_count),
  formatAge(release.published_at) || '–',
  reasons(release).join(' '),
];
