import { productFiles, projectFiles } from './reading/project-files.js';
import { classesOf, exportedTypes, parse } from './reading/syntax.js';

/** A name made of these says nothing about what the thing is for. */
const empty = /^(utils?|helpers?|managers?|handlers?|common|misc|generic|base|v2)$/i;

/** Each has a better word in the glossary. */
const otherWords = /^(tenant|payload|task|article|passage|document|thread|bot)s?$/i;

/** Fixed terms that keep their words: another standard's, and a resource on the wire. */
const fixedTerms = [/open-?api-?document/gi, /knowledge-?base/gi];

/** A class with this ending lives in a file with the same ending, where readers look for it. */
const endings = [
  'Repository',
  'Service',
  'Controller',
  'Processor',
  'Module',
  'Guard',
  'Filter',
  'Pipe',
];

const code = projectFiles('.', /\.(tsx?|mts|mjs|cjs)$/);

describe('names', () => {
  it('of files and folders are dull words of the glossary in kebab case', () => {
    expect(code.length).toBeGreaterThan(50);
    expect(code.filter((file) => namesNothing(file))).toEqual([]);
    expect(code.filter((file) => !/^[a-z0-9./-]+$/.test(file))).toEqual([]);
  });

  it('of classes and types are dull words of the glossary', () => {
    const names = productFiles().flatMap((file) => exportedTypes(parse(file)));

    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => namesNothing(name))).toEqual([]);
    expect(names.filter((name) => /^I[A-Z][a-z]|Enum$/.test(name))).toEqual([]);
  });

  it('of the layers stand in the file name too', () => {
    const classes = productFiles().flatMap((file) =>
      classesOf(parse(file)).map(({ name, isExported }) => ({ file, name, isExported })),
    );
    const misplaced = classes.filter(({ file, name, isExported }) => {
      const ending = endings.find((candidate) => name.endsWith(candidate));
      return isExported && ending && !file.endsWith(`.${ending.toLowerCase()}.ts`);
    });

    expect(misplaced.map(({ file, name }) => `${name} in ${file}`)).toEqual([]);
  });

  it('of migrations carry their moment and what they do', () => {
    const migrations = projectFiles('libs', /\/migrations\/(?!index\.ts).+\.ts$/);

    expect(migrations).not.toEqual([]);
    expect(migrations.filter((file) => !/\/\d{13}-[a-z]+(-[a-z0-9]+)+\.ts$/.test(file))).toEqual(
      [],
    );
  });

  it.each([
    'apps/api/src/string-utils.ts',
    'libs/common/src/a.ts',
    'PageManager',
    'TenantStore',
    'PageV2',
  ])('would not pass as %s', (name) => expect(namesNothing(name)).toBe(true));

  it.each([
    'apps/api/src/robots.ts',
    'DatabaseRoleCheck',
    'EmbeddingBaseline',
    'open-api-document.ts',
  ])('may be %s', (name) => expect(namesNothing(name)).toBe(false));
});

function namesNothing(name: string): boolean {
  const known = fixedTerms.reduce((text, term) => text.replace(term, ''), name);
  const words = known.split(/[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])/);
  return words.some((word) => empty.test(word) || otherWords.test(word));
}
