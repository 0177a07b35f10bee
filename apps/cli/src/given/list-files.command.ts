import type { Schema } from '@app/client';

import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { oneLine } from '../terminal/printable.js';

const head = ['NAME', 'ID', 'BYTES', 'OUTCOME', 'WHY'];

export const listFiles: Command = {
  words: ['files', 'list'],
  summary: 'List the files that a store gave, with how reading each ended.',
  options: { 'store-id': storeIdOption },
  example: 'files list --store-id <id>',
  async run({ api, terminal, isJson, hint }, input) {
    const files = await api.list('/api/v1/knowledge-base/{store_id}/files', {
      params: { path: storePath(input) },
    });
    if (isJson) return terminal.print(JSON.stringify(files));
    if (files.length === 0) {
      const next = hint(`files add <path> --store-id ${input.need('store-id')}`);
      return terminal.note(`There are no files yet: ${next}`);
    }
    terminal.printTable(head, files.map(toRow));
  },
};

const toRow = ({ name, id, byte_count, outcome, detail }: Schema<'StoredFile'>): string[] => [
  oneLine(name).slice(0, 40),
  id,
  String(byte_count),
  outcome ?? 'waiting',
  oneLine(detail ?? ''),
];
