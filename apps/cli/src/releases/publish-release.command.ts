import { type Command, storeIdOption } from '../commands/command.js';
import { storePath } from '../commands/store-path.js';
import { chooseRelease, releaseOption } from './choose-release.js';
import { describeRelease } from './describe-release.js';

export const publishRelease: Command = {
  words: ['releases', 'publish'],
  summary: 'Publish a release that was held before it went live.',
  options: {
    'store-id': storeIdOption,
    release: releaseOption('the newest that is held'),
    'despite-gates': {
      type: 'boolean',
      description: 'Publish it even where a gate still holds it.',
    },
  },
  example: 'releases publish --store-id <id> --despite-gates',
  async run({ api, terminal, isJson }, input) {
    const number = await chooseRelease(api, input, {
      fits: ({ status }) => status === 'held',
      missing: 'No release is held; "releases list" shows what there is.',
    });
    const body = { despite_gates: input.flag('despite-gates') };
    const release = await api.post('/api/v1/knowledge-base/{store_id}/releases/{number}/publish', {
      params: { path: { ...storePath(input), number } },
      body,
    });
    if (isJson) return terminal.print(JSON.stringify(release));
    for (const line of describeRelease(release, terminal)) terminal.print(line);
  },
};
