import type { ApiClient } from '../api/api-client.js';
import { type ReleaseDiff, type ReleaseDiffItem, releaseDiffShape } from '../api/shapes.js';
import { type Command, storeIdOption } from '../commands/command.js';
import { knowledgePath } from '../commands/knowledge-path.js';
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
    const query = against === undefined ? '' : `&against=${against}`;
    const diff = await wholeDiff(
      api,
      `${knowledgePath(input, 'releases', number, 'diff')}?limit=50${query}`,
    );
    if (isJson) return terminal.print(JSON.stringify(diff));
    terminal.print(summary(diff));
    for (const item of diff.items) printItem(item, terminal, input.flag('text'));
  },
};

async function wholeDiff(api: ApiClient, path: string): Promise<ReleaseDiff> {
  const diff = await api.get(path, releaseDiffShape);
  const items = [...diff.items];
  for (let cursor = diff.next_cursor; cursor;) {
    const next = await api.get(`${path}&cursor=${encodeURIComponent(cursor)}`, releaseDiffShape);
    items.push(...next.items);
    cursor = next.next_cursor;
  }
  return { ...diff, items, next_cursor: null };
}

const summary = ({ release, against, added, changed, gone }: ReleaseDiff): string =>
  `Release ${release} against ${against}: ${added} added, ${changed} changed, ${gone} gone`;

function printItem(item: ReleaseDiffItem, terminal: Terminal, hasText: boolean): void {
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
