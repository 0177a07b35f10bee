import { commandsOf } from './operator-guide.js';

describe('the commands of a guide', () => {
  it('are its shell blocks below their headings, but for those of containers', () => {
    const markdown = [
      '# One\n```sh\nnpm run x\n```\n```ini\n# Not a heading\nA=b\n```\n```sh\nnpm run w\n```',
      '## Two\n```sh\n# first\ndocker run \\\n  -d x\nkubectl apply\n```\n```sh\nnpm run y\n```',
    ].join('\n');

    expect(commandsOf(markdown)).toEqual([
      { heading: 'One', script: 'npm run x' },
      { heading: 'One', script: 'npm run w' },
      { heading: 'Two', script: 'npm run y' },
    ]);
  });

  it('hide nothing behind a command of containers', () => {
    const markdown = '# One\n```sh\ndocker ps\nnpm run z\n```';

    expect(commandsOf(markdown)).toEqual([{ heading: 'One', script: 'docker ps\nnpm run z' }]);
  });
});
