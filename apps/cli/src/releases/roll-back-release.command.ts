import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { chooseRelease, releaseOption } from './choose-release.js';
import { describeRelease } from './describe-release.js';

export const rollBackRelease: Command = {
  words: ['releases', 'rollback'],
  summary: 'Make an earlier release live again, at once; cancels an ingest that is building.',
  options: { 'store-id': storeIdOption, release: releaseOption('the one before the live one') },
  example: 'releases rollback --store-id <id>',
  async run({ api, terminal, isJson }, input) {
    const number = await chooseRelease(api, input, {
      fits: ({ status, number: other }, live) => status === 'superseded' && other < live,
      missing: 'No earlier release is kept; "releases list" shows what there is.',
    });
    const release = await api.post('/api/v1/knowledge-base/{store_id}/releases/{number}/rollback', {
      params: { path: { ...storePath(input), number } },
    });
    if (isJson) return terminal.print(JSON.stringify(release));
    for (const line of describeRelease(release, terminal)) terminal.print(line);
  },
};
