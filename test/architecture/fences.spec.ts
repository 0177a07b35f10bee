import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';

import { fenceConfig, fences } from './lint/fences.mjs';
import { sizePlugin } from './lint/size-rules.mjs';

const language: Linter.Config = { files: ['**/*.{ts,mjs}'], languageOptions: { parser } };
const sizes: Linter.Config = {
  files: ['**/*.ts'],
  plugins: { size: sizePlugin },
  rules: { 'size/max-parameters': 'error', 'size/max-function-lines': ['error', 5] },
};

const all = Object.entries(fences);
const closed = 'libs/knowledge/src/pages/page.service.ts';

describe.each(all)('the %s fence', (name, { bad, good, open, tests }) => {
  it('stops the crossing and says which fence it is', () => {
    expect(problems(bad, closed)).toEqual([`fence/${name}`]);
  });

  it('lets honest code pass', () => {
    expect(problems(good, closed)).toEqual([]);
  });

  it('is open exactly where it says', () => {
    const gates = open.map((glob) => fileIn(glob));

    expect(gates.flatMap((file) => problems(bad, file))).toEqual([]);
    expect(problems(bad, 'test/support/site.ts')).toEqual(tests ? [] : [`fence/${name}`]);
  });
});

describe('the size rules', () => {
  const four = 'a: 1, b: 1, c: 1, d: 1';

  it('do not count a leading scope', () => {
    expect(problems(`export function f(scope: S, ${four}) {}`, closed)).toEqual([]);
    expect(problems(`export function f(${four}, e: 1) {}`, closed)).toEqual([
      'size/max-parameters',
    ]);
  });

  it('give a constructor seven dependencies and not eight', () => {
    const withDependencies = (more: string) =>
      `export class C { constructor(${four}, e: 1, f: 1, g: 1${more}) {} }`;

    expect(problems(withDependencies(''), closed)).toEqual([]);
    expect(problems(withDependencies(', h: 1'), closed)).toEqual(['size/max-parameters']);
  });

  it('spare the body of a describe and not that of a test', () => {
    const long = `() => {\n${'f();\n'.repeat(9)}}`;

    expect(problems(`describe('x', ${long});`, closed)).toEqual([]);
    expect(problems(`describe.each([1])('x', ${long});`, closed)).toEqual([]);
    expect(problems(`it('x', ${long});`, closed)).toEqual(['size/max-function-lines']);
  });
});

function problems(code: string, file: string): (string | null)[] {
  const configuration = [language, sizes, ...fenceConfig];
  return new Linter()
    .verify(code, configuration, file)
    .map(({ ruleId, message }) => ruleId ?? message);
}

/** A file that the glob matches. */
function fileIn(glob: string): string {
  return glob
    .replace(/\{([^,}]+)[^}]*\}/g, '$1')
    .replace('**/*', 'apps/api/some')
    .replace('**', 'some.ts')
    .replace('*', 'some');
}
