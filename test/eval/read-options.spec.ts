import { readOptions, USAGE } from './read-options.js';

describe('the options of an evaluation', () => {
  it.each(['--help', '-h'])('ask how it is used: %s', (option) => {
    expect(readOptions([option])).toMatchObject({ values: { help: true }, positionals: [] });
  });

  it('are a file and what stands beside it', () => {
    expect(readOptions(['q.jsonl', '--key', 'k', '--keep'])).toMatchObject({
      values: { key: 'k', keep: true, help: false },
      positionals: ['q.jsonl'],
    });
  });

  it.each([['--nonsense'], ['--json']])('that make no sense say how it is used: %s', (option) => {
    expect(() => readOptions([option])).toThrow(option);
    expect(() => readOptions([option])).toThrow(USAGE);
  });

  it('are all explained', () => {
    for (const name of Object.keys(readOptions([]).values)) expect(USAGE).toContain(`--${name} `);
  });
});
