import { blocksOf, commandsOf } from './guide-blocks.js';

describe('blocksOf', () => {
  it('finds what is fenced, below which heading, under which name', () => {
    const markdown = [
      '# Guide\n```sh\none\n```',
      '## Part\n### Smaller\n```ts ask.ts\ntwo\n\nthree\n```\n```json Problem\n{}\n```\n`inline`',
    ].join('\n');

    expect(blocksOf(markdown)).toEqual([
      { heading: '', language: 'sh', name: '', text: 'one' },
      { heading: 'Part', language: 'ts', name: 'ask.ts', text: 'two\n\nthree' },
      { heading: 'Part', language: 'json', name: 'Problem', text: '{}' },
    ]);
  });
});

describe('commandsOf', () => {
  it('takes the shell blocks below their headings, but for those of containers', () => {
    const markdown = [
      '## One\n```sh\nnpm run x\n```\n```ini\n# Not a heading\nA=b\n```\n```sh\nnpm run w\n```',
      '## Two\n```sh\n# first\ndocker run \\\n  -d x\nkubectl apply\n```\n```sh\nnpm run y\n```',
    ].join('\n');

    expect(commandsOf(markdown)).toEqual([
      { heading: 'One', script: 'npm run x' },
      { heading: 'One', script: 'npm run w' },
      { heading: 'Two', script: 'npm run y' },
    ]);
  });

  it('hides nothing behind a command of containers', () => {
    const markdown = '## One\n```sh\ndocker ps\nnpm run z\n```';

    expect(commandsOf(markdown)).toEqual([{ heading: 'One', script: 'docker ps\nnpm run z' }]);
  });
});
