import type { Schema } from '@app/client';

import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { oneLine, printable } from '../terminal/printable.js';
import type { Style, Terminal } from '../terminal/terminal.js';
import { chooseRelease, releaseOption } from './choose-release.js';

const signs = { added: '+', changed: '~', gone: '-' } as const;
const styles: Record<string, Style> = { '+': 'green', '-': 'red', '@': 'dim' };

export const diffRelease: Command = {
  words: ['releases', 'diff'],
  summary: 'Show which pages a release adds, changes and loses.',
  options: {
    'store-id': storeIdOption,
    release: releaseOption('the newest that is held or live'),
    against: {
      type: 'string',
      value: '<n>',
      description: 'The release to compare with; left out, the live one or the one before it.',
    },
    text: { type: 'boolean', description: 'Show how the texts differ, too.' },
  },
  example: 'releases diff --store-id <id> --text',
  async run({ api, terminal, isJson }, input) {
    const number = await chooseRelease(api, input, {
      fits: ({ status }) => status === 'held' || status === 'live',
      missing: 'There is no release to compare yet; ingest a website first.',
    });
    const against = input.wholeNumber('against');
    const diff = await wholeDiff((cursor) =>
      api.get('/api/v1/knowledge-base/{store_id}/releases/{number}/diff', {
        params: { path: { ...storePath(input), number }, query: { limit: 50, against, cursor } },
      }),
    );
    if (isJson) return terminal.print(JSON.stringify(diff));
    terminal.print(summary(diff));
    for (const item of diff.items) printItem(item, terminal, input.flag('text'));
  },
};

async function wholeDiff(
  ask: (cursor?: string) => Promise<Schema<'ReleaseDiff'>>,
): Promise<Schema<'ReleaseDiff'>> {
  const diff = await ask();
  const items = [...diff.items];
  for (let cursor = diff.next_cursor; cursor;) {
    const next = await ask(cursor);
    items.push(...next.items);
    cursor = next.next_cursor;
  }
  return Object.assign(diff, { items, next_cursor: null });
}

const summary = ({ release, against, added, changed, gone }: Schema<'ReleaseDiff'>): string =>
  `Release ${release} against ${against}: ${added} added, ${changed} changed, ${gone} gone`;

function printItem(item: Schema<'ReleaseDiffItem'>, terminal: Terminal, hasText: boolean): void {
  const { change, url, title, text_diff, text_diff_cut } = item;
  terminal.print(`${signs[change]} ${oneLine(url)}  ${oneLine(title)}`);
  if (!hasText) return;
  const text = text_diff ?? '(too long or too different to compare)';
  for (const line of printable(text).split('\n')) {
    const style = styles[line[0] ?? ''];
    terminal.print(`    ${style ? terminal.style(style, line) : line}`);
  }
  if (text_diff_cut) terminal.print('    …');
}
