import { projectFiles, read } from './reading/project-files.js';

const text = projectFiles(
  '.',
  /\.(ts|mts|mjs|cjs|json|md|ya?ml|sql|sh|Dockerfile|example|jsonl|html|txt)$|\/run$/,
).filter((file) => file !== 'package-lock.json');

/** Joined from pieces, so that this file passes its own test. */
const unfinished = new RegExp(
  `\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b|\\b${'for ' + 'now'}\\b`,
);
const silenced = new RegExp(
  ['eslint-' + 'disable', '@ts-' + 'ignore', '@ts-' + 'nocheck'].join('|'),
);
const machinePath =
  /(?<![\w.~@:/-])(\/(work|home|Users|root|mnt)\/[\w.-]+|[A-Z]:\\\\?(Users|work)\b)/;
const neighbour = /\.\.\/shared\b/;

const ownFile = 'test/architecture/wording.spec.ts';

describe('the text of the repository', () => {
  it('is read', () => {
    expect(text.length).toBeGreaterThan(80);
  });

  it('promises nothing for later', () => expect(linesWith(unfinished)).toEqual([]));

  it('silences no check', () => expect(linesWith(silenced)).toEqual([]));

  it('names no folder of one machine', () => {
    expect(linesWith(machinePath).filter((line) => !line.startsWith(ownFile))).toEqual([]);
  });

  it('reaches beside the checkout only in tests and in CI, which do without', () => {
    const outside = linesWith(neighbour).filter((line) => !/^(test|\.ci|\.github)\//.test(line));

    expect(outside).toEqual([]);
  });

  it.each([
    [unfinished, `// ${'TO' + 'DO'} later`],
    [unfinished, `good enough ${'for ' + 'now'}.`],
    [machinePath, "const file = '/home/someone/x';"],
    [machinePath, 'see /Users/someone'],
  ])('is searched with %s, which sees: %s', (pattern, line) => expect(line).toMatch(pattern));

  it.each(['https://shop.example/home/garden', './home/x', 'apps/api/src/home/x.ts'])(
    'may say %s',
    (line) => expect(line).not.toMatch(machinePath),
  );
});

function linesWith(pattern: RegExp): string[] {
  return text.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file}:${index + 1} ${line.trim().slice(0, 120)}`] : [],
      ),
  );
}
