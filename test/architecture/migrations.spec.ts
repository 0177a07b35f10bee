import path from 'node:path';

import { foldersIn, productFiles, projectFiles, read } from './reading/project-files.js';

interface Table {
  name: string;
  body: string;
  text: string;
  file: string;
}

/** Tables that hold nothing of a store, each with the reason. */
const notOfAStore: Record<string, string> = {
  limit_counts: 'requests of addresses and keys, counted before a store is known',
  isolation_checks: 'what the isolation check found, without content',
  audit_entries: 'what operators did and who was refused, of stores that are gone, too',
  erasure_receipts: 'what was erased, which outlives its store',
  write_probe: 'one row that says nothing',
  crawl_hosts: 'hosts by their hash, which the stores that crawl one share',
};

/** The one table whose rows are the stores. */
const storesTable = 'stores';

const migrations = projectFiles('libs', /\/migrations\/(?!index\.ts).+\.ts$/).filter(
  (file) => !file.endsWith('.spec.ts'),
);
const tables = migrations.flatMap((file) => tablesOf(read(file), file));

describe('migrations', () => {
  it('are found, with their tables', () => {
    expect(migrations.length).toBeGreaterThan(2);
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'stores',
        'api_keys',
        'sources',
        'pages',
        'chunks',
        'ingests',
        'conversations',
        'messages',
      ]),
    );
  });

  it('put the third lock on every table of a store', () => {
    expect(tables.filter((table) => !isSecured(table)).map(({ name }) => name)).toEqual([]);
  });

  it('give every table of a store a store_id that is never null', () => {
    const open = tables.filter(
      (table) => isOfAStore(table) && !/\bstore_id uuid NOT NULL\b/.test(table.body),
    );

    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it('let a row refer only to rows of its own store', () => {
    expect(tables.flatMap((table) => looseReferences(table))).toEqual([]);
  });

  it('let every index of a store table begin with the store', () => {
    expect(migrations.flatMap((file) => looseIndexes(read(file)))).toEqual([]);
  });

  it('are all run, in the order of their moments, each moment once', () => {
    const moments = migrations.map((file) => path.basename(file).slice(0, 13));
    const unlisted = migrations.filter((file) => {
      const index = read(path.posix.join(path.posix.dirname(file), 'index.ts'));
      return !index.includes(path.basename(file, '.ts'));
    });

    expect(unlisted).toEqual([]);
    expect(new Set(moments).size).toBe(moments.length);
    expect(
      foldersIn('libs').filter((lib) => projectFiles(`${lib}/src/migrations`).length > 1),
    ).toEqual(['libs/agent', 'libs/knowledge', 'libs/tenancy']);
  });

  it('are the only way the schema changes', () => {
    const guilty = productFiles().filter((file) => /synchronize:(?!\s*false)/.test(read(file)));

    expect(guilty).toEqual([]);
  });

  it('see the holes they look for', () => {
    const text = `
      CREATE TABLE notes (
        id uuid PRIMARY KEY,
        store_id uuid,
        page_id uuid REFERENCES pages (id),
        FOREIGN KEY (note_id) REFERENCES notes (id)
      );
      CREATE INDEX notes_page ON notes (page_id);
      CREATE INDEX stores_name ON stores (name);`;
    const [table] = tablesOf(text, 'made-up.ts') as [Table];

    expect(isSecured(table)).toBe(false);
    expect(isSecured({ ...table, text: "await secureStoreTable(runner, 'notes');" })).toBe(true);
    expect(looseReferences(table)).toHaveLength(2);
    expect(looseIndexes(text)).toEqual(['notes (page_id']);
  });
});

function tablesOf(text: string, file: string): Table[] {
  const statements = text.matchAll(
    /CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?(\w+) \(([^]*?)\n\s*\)[^;]*;?/g,
  );
  return [...statements].map((match) => ({
    name: match[1] ?? '',
    body: match[2] ?? '',
    text,
    file,
  }));
}

const isOfAStore = ({ name }: Table): boolean => name !== storesTable && !(name in notOfAStore);

/** By a call for the table, or by a loop over a list of names that ends in such a call. */
function isSecured({ name, text }: Table): boolean {
  if (name in notOfAStore) return true;
  if (new RegExp(`secureStore(Table|Rows)\\(\\s*runner,\\s*'${name}'`).test(text)) return true;
  const lists = text.matchAll(/of \[([^\]]+)\]\) \{?\s*await secureStore(Table|Rows)\(/g);
  return [...lists].some((match) => match[1]?.includes(`'${name}'`));
}

/** Foreign keys that name a row without naming its store. */
function looseReferences(table: Table): string[] {
  if (!isOfAStore(table)) return [];
  const references = [...table.body.matchAll(/([^\n]*)\bREFERENCES (\w+) \(([^)]*)\)/g)];
  return references
    .filter(([, , target, columns]) => target !== storesTable && !/^store_id,/.test(columns ?? ''))
    .map(([line]) => `${table.name}: ${line.trim()}`);
}

function looseIndexes(text: string): string[] {
  const indexes = text.matchAll(
    /CREATE (?:UNIQUE )?INDEX (?:CONCURRENTLY )?(?:IF NOT EXISTS )?\w+ ON (\w+)(?: USING \w+)? \(([^)]*)/g,
  );
  return [...indexes]
    .filter(
      ([, table, columns]) =>
        table !== storesTable &&
        !((table ?? '') in notOfAStore) &&
        !/^store_id\b/.test(columns ?? ''),
    )
    .map(([, table, columns]) => `${table} (${columns}`);
}
