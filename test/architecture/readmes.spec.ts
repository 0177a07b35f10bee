import { exists, foldersIn, productFiles, projectFiles, read } from './reading/project-files.js';
import { callsOf, parse, stringLiterals } from './reading/syntax.js';

const libs = foldersIn('libs');
const guide = 'docker/README.md';
const pages = projectFiles('apps/guides/pages', /\.md$/);
const documents = [
  'README.md',
  ...libs.map((lib) => `${lib}/README.md`),
  'test/README.md',
  guide,
].filter(exists);
const scripts = Object.keys(
  (JSON.parse(read('package.json')) as { scripts?: object }).scripts ?? {},
);

/** What a fresh clone has only after it ran. */
const made = /^(dist|node_modules|coverage|\.storehand)\b|^\.env$/;

describe('the documents', () => {
  it('exist for the repository, its tests, its ways to deploy and each of its rooms', () => {
    expect(documents).toHaveLength(libs.length + 3);
  });

  it.each(documents)('%s is read in one go', (file) => {
    const limit = file.startsWith('libs/') ? 80 : 200;

    expect(read(file).trimEnd().split('\n').length).toBeLessThanOrEqual(limit);
  });

  it.each([...documents, ...pages])('%s names only paths that exist', (file) => {
    expect(pathsIn(read(file)).filter((path) => !isThere(path, file))).toEqual([]);
  });

  it.each([...documents, ...pages, '.github/CONTRIBUTING.md'].filter(exists))(
    '%s names only scripts that exist',
    (file) => {
      expect(scriptsIn(read(file)).filter((script) => !scripts.includes(script))).toEqual([]);
    },
  );

  it(`${guide} sets only names of .env.example`, () => {
    const blocks = [...read(guide).matchAll(/^```ini\n([^]*?)^```$/gm)].map(
      ([, text = '']) => text,
    );
    const names = blocks.flatMap((text) => [...text.matchAll(/^(\w+)=/gm)].map(([, name]) => name));
    const known = [...read('.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name);

    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('README.md names every script', () => {
    const readme = read('README.md');
    const named = [
      ...scriptsIn(readme),
      ...scripts.filter((script) => readme.includes(`\`${script}\``)),
    ];

    expect(scripts.length).toBeGreaterThan(10);
    expect(
      scripts.filter((script) => !/^(pre|post)/.test(script) && !named.includes(script)),
    ).toEqual([]);
  });

  it('have paths and scripts to check', () => {
    const text =
      'Run `npm run check`, `npm run -s test:int`, `npm start` and `npm test -- x`; see `libs/agent/src`, [it](docker/a.Dockerfile).';

    expect(scriptsIn(text)).toEqual(['check', 'test:int', 'start', 'test']);
    expect(pathsIn(text)).toEqual(['libs/agent/src', 'docker/a.Dockerfile']);
    expect(documents.flatMap((file) => pathsIn(read(file))).length).toBeGreaterThan(10);
  });
});

describe.each(libs)('the README of %s', (lib) => {
  const readme = exists(`${lib}/README.md`) ? read(`${lib}/README.md`) : '';
  const sources = productFiles()
    .filter((file) => file.startsWith(`${lib}/`))
    .map((file) => parse(file));

  it('names every error code', () => {
    const prefix = `${lib.replace('libs/', '').toUpperCase()}_`;
    const isCode = new RegExp(`^${prefix}[A-Z]+(_[A-Z]+)*$`);
    const codes = [...new Set(sources.flatMap(stringLiterals).filter((text) => isCode.test(text)))];

    // the client has none of its own: those it meets are the rooms'
    expect(codes.length > 0).toBe(lib !== 'libs/client');
    expect(codes.filter((code) => !readme.includes(`\`${code}\``))).toEqual([]);
  });

  it('names every queue and job', () => {
    const names = sources.flatMap((source) => definedNames(source.text, source.fileName));

    expect(lib === 'libs/knowledge' ? names.length : 1).toBeGreaterThan(0);
    expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('says which words to use and which to avoid, and what was decided', () => {
    expect(readme).toMatch(/^## Words/m);
    expect(readme).toMatch(/^## Promises/m);
    expect(readme).toMatch(/^## Decisions/m);
    expect(readme).toMatch(/^- \*\*\d{4}-\d{2}-\d{2}/m);
  });

  it('has a comment on every class it exports', () => {
    const silent = sources.filter(
      ({ text, fileName }) =>
        !fileName.includes('/migrations/') &&
        /^(@\w+.*\n)*export (abstract )?class/m.test(text) &&
        !/\*\/\n(@[^]*?\n)?export (abstract )?class/.test(text),
    );

    expect(silent.map(({ fileName }) => fileName)).toEqual([]);
  });
});

it('finds the name of a queue and of a job', () => {
  const text =
    "const q = defineQueue({ name: 'crawl', attempts: 2 }); defineJob({ queue: q, name: 'crawl-pages' });";

  expect(definedNames(text, 'made-up.ts')).toEqual(['crawl', 'crawl-pages']);
});

function definedNames(text: string, file: string): string[] {
  return callsOf(parse(file, text), /^define(Queue|Job)$/).flatMap(
    ({ args }) => /\bname: '([^']+)'/.exec(args[0] ?? '')?.[1] ?? [],
  );
}

function scriptsIn(text: string): string[] {
  const calls = text.matchAll(/\bnpm (?:run (?:-s )?([a-z][\w:-]*)|(start|test)\b)/g);
  return [...calls].map((match) => match[1] ?? match[2] ?? '');
}

/** Paths below a top folder, in backticks or as the target of a link; patterns with placeholders are left out. */
function pathsIn(text: string): string[] {
  const quoted = text.matchAll(/`([^`\s]+)`|\]\(([^)\s#]+)\)/g);
  return [...quoted]
    .map((match) => (match[1] ?? match[2] ?? '').replace(/[:#]\d+$/, ''))
    .filter((path) => /^(\.\/)?(apps|libs|test|docker|\.ci|\.github)\//.test(path))
    .filter((path) => !/[<>{}*…$]/.test(path));
}

function isThere(path: string, document: string): boolean {
  const besideDocument = `${document.replace(/[^/]+$/, '')}${path}`;
  return made.test(path) || exists(path) || exists(besideDocument) || projectFiles(path).length > 0;
}
