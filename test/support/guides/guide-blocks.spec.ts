import { blocksOf } from './guide-blocks.js';

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
