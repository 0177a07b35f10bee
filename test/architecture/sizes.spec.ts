import path from 'node:path';

import { isSpec, productFiles, projectFiles } from './reading/project-files.js';
import { classesOf, parse } from './reading/syntax.js';

const filesInAFolder = 15;
const dependenciesOfAClass = 7;

const classes = productFiles().map((file) => ({ file, classes: classesOf(parse(file)) }));

describe('sizes', () => {
  it(`keep a folder at ${filesInAFolder} files, specs not counted`, () => {
    const counts = filesByFolder();

    expect(counts.size).toBeGreaterThan(10);
    expect([...counts].filter(([, count]) => count > filesInAFolder)).toEqual([]);
  });

  it('keep one exported class in a file, with the errors it throws', () => {
    const crowded = classes
      .map(({ file, classes: found }) => ({
        file,
        exported: found
          .filter(({ isExported, isError }) => isExported && !isError)
          .map(({ name }) => name),
      }))
      .filter(({ exported }) => exported.length > 1);

    expect(classes.flatMap((entry) => entry.classes).length).toBeGreaterThan(20);
    expect(crowded).toEqual([]);
  });

  it(`keep a class at ${dependenciesOfAClass} constructor dependencies`, () => {
    const greedy = classes.flatMap((entry) =>
      entry.classes.filter(({ dependencies }) => dependencies > dependenciesOfAClass),
    );

    expect(greedy).toEqual([]);
  });

  it('see a class that is too large', () => {
    const source = parse(
      'made-up.ts',
      'export class A { constructor(a: 1, b: 2) {} }\nclass B extends Error {}',
    );

    expect(classesOf(source)).toEqual([
      { name: 'A', isExported: true, isError: false, dependencies: 2 },
      { name: 'B', isExported: false, isError: true, dependencies: 0 },
    ]);
  });
});

function filesByFolder(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const file of projectFiles('.', /^(apps|libs|test)\/.*\.(tsx?|mjs|cjs)$/)) {
    if (isSpec(file) || file.includes('/migrations/')) continue;
    const folder = path.posix.dirname(file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return counts;
}
