import type { Schema } from '@app/client';

import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { formatAge, formatDuration } from '../terminal/format-time.js';
import { oneLine } from '../terminal/printable.js';

const head = ['ID', 'KEY', 'NAME', 'MAY', 'SITES', 'LAST USED', 'ENDS'];

export const listKeys: Command = {
  words: ['keys', 'list'],
  summary: 'List the API keys of a store: what each may do, when it was used, when it ends.',
  options: { 'store-id': storeIdOption },
  example: 'keys list --store-id <id>',
  async run({ api, terminal, isJson, hint }, input) {
    const keys = await api.list('/api/v1/stores/{store_id}/keys', {
      params: { path: storePath(input) },
    });
    if (isJson) return terminal.print(JSON.stringify(keys));
    if (keys.length === 0) {
      const next = hint(`keys create --store-id ${input.need('store-id')}`);
      return terminal.note(`This store has no key yet: ${next}`);
    }
    terminal.printTable(
      head,
      keys.map((key) => toRow(key)),
    );
  },
};

const toRow = (key: Schema<'Key'>): string[] => [
  key.id,
  `${key.prefix}…`,
  oneLine(key.name ?? '').slice(0, 32),
  key.scopes.join(' '),
  key.allowed_origins.join(' '),
  formatAge(key.last_used_at) || 'never',
  endOf(key),
];

function endOf({
  revoked_at: revoked,
  expires_at: expires,
  replaced_by: successor,
}: Schema<'Key'>): string {
  if (revoked) return `revoked ${formatAge(revoked)}`;
  const end = expires ? inTime(expires) : 'never';
  return successor ? `${end}, replaced by ${successor}` : end;
}

function inTime(moment: string, now = Date.now()): string {
  const seconds = (Date.parse(moment) - now) / 1_000;
  return seconds > 0 ? `in ${formatDuration(seconds)}` : formatAge(moment, now);
}
