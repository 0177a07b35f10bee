import path from 'node:path';

import { projectFiles, read } from './reading/project-files.js';

/** Migrations from here on run while the version before serves; those before were of versions that are out of use. */
const since = 1_767_000_700_000;

/** What is refused below and yet harmless, by file and the beginning of the statement, with the reason. */
const exemptions: Record<string, string> = {
  ...Object.fromEntries(
    [
      '1767000720000-key-knowledge-by-store',
      '1767000721000-key-agent-by-store',
      '1767000722000-key-usage-by-store',
    ].map((file) => [
      `${file}: keyByStore`,
      'came before this rule, which was written since the version before grouped gaps by the old key: that list answered 500',
    ]),
  ),
  '1767000800000-place-stores: LOCK TABLE':
    'it needs these locks anyway, works on no rows, and took minutes to get them one by one beside writers; a second at most is waited',
};

const migrations = projectFiles('libs', /\/migrations\/\d{13}-.+\.ts$/).filter(
  (file) => Number(path.basename(file).slice(0, 13)) >= since,
);

/** Tables that are short however large a deployment is: what takes a moment for each row takes none. */
const shortTables = ['stores'];

/** Refused on a table that the version before knows; what `growsWithRows`, on those that may be long. */
const refused: readonly { why: string; what: RegExp; unless?: RegExp; growsWithRows?: true }[] = [
  {
    why: 'the version before still reads it: drop it in a later release',
    what: /\bDROP\s+(TABLE|COLUMN)\b/i,
  },
  {
    why: 'the version before knows the old name: add the new one beside it',
    what: /\bRENAME\s+(?!CONSTRAINT\b)/i,
    unless: /^ALTER\s+INDEX\b/i,
  },
  {
    why: 'the version before does not fill it: give it a default, or allow null',
    what: /\bADD\s+(?:COLUMN\s+)?(?!CONSTRAINT\b|CHECK\b|FOREIGN\b|PRIMARY\b|UNIQUE\b)\w+\s+(?:(?!\bDEFAULT\b|,\s*ADD\b)[^;])*\bNOT\s+NULL\b(?!(?:(?!,\s*ADD\b)[^;])*\bDEFAULT\b)/i,
  },
  {
    why: 'the version before may rest on it: a GROUP BY on the key that names other columns, an ON CONFLICT',
    what: /\bDROP\s+CONSTRAINT\s+(?:IF\s+EXISTS\s+)?\w+_(?:pkey|key|excl)\b|^keyByStore\b/i,
  },
  {
    growsWithRows: true,
    why: 'each row gets a value of its own, so the table is written anew: allow null, fill in batches',
    what: /\bADD\s+(?:COLUMN\s+)?\w+\s[^,;]*\bDEFAULT\s+(?:gen_random_uuid|clock_timestamp|random|nextval)\b|\bADD\s+(?:COLUMN\s+)?\w+\s+(?:big|small)?serial\b|\bGENERATED\s+ALWAYS\s+AS\b[^;]*\bSTORED\b/i,
  },
  {
    growsWithRows: true,
    why: 'the table is written anew, or checked, behind a lock',
    what: /\bALTER\s+(?:COLUMN\s+)?\w+\s+(?:SET\s+DATA\s+)?TYPE\b/i,
  },
  {
    growsWithRows: true,
    why: 'rows are checked behind a lock: add a CHECK … NOT VALID, validate it, then this costs nothing',
    what: /\bALTER\s+(?:COLUMN\s+)?\w+\s+SET\s+NOT\s+NULL\b/i,
  },
  {
    growsWithRows: true,
    why: 'rows are checked behind a lock: NOT VALID first, VALIDATE CONSTRAINT in a migration after it',
    what: /\bADD\s+(?:CONSTRAINT\s+\w+\s+)?(?:FOREIGN\s+KEY|CHECK)\b|\bADD\s+COLUMN\b[^;]*\bREFERENCES\b/i,
    unless: /\bNOT\s+VALID\b/i,
  },
  {
    growsWithRows: true,
    why: 'its index is built behind a lock: build it CONCURRENTLY, then USING INDEX',
    what: /\bADD\s+(?:CONSTRAINT\s+\w+\s+)?(?:PRIMARY\s+KEY|UNIQUE|EXCLUDE)\b/i,
    unless: /\bUSING\s+INDEX\b/i,
  },
  {
    growsWithRows: true,
    why: 'writers wait for the index: CONCURRENTLY, in a migration of its own without a transaction',
    what: /^(?:CREATE\s+(?:UNIQUE\s+)?INDEX|DROP\s+INDEX|REINDEX)\s+(?!CONCURRENTLY\b)/i,
  },
  { why: 'everybody waits for it', what: /^(?:TRUNCATE|LOCK|CLUSTER|VACUUM\s+FULL)\b/i },
  {
    growsWithRows: true,
    why: 'rows of all stores in one transaction: in batches, by a sweep',
    what: /^(?:UPDATE|DELETE\s+FROM)\b/i,
  },
];

/** Statements of `up` that are not safe beside the version before, as `statement: why`. */
function unsafeIn(text: string): string[] {
  const [up = ''] = text.split(/\basync down\(/);
  const replacedKeys = [...up.matchAll(/\bkeyByStore\([^)]*\)/g)].map(([call]) => call);
  const written = [...up.matchAll(/`([^`]*)`|'((?:[^'\n\\]|\\.)*)'/g)]
    .flatMap(([, long, short]) => (long ?? short ?? '').replaceAll(/--.*$/gm, '').split(';'))
    .map((statement) => statement.trim().replaceAll(/\s+/g, ' '))
    .filter((statement) =>
      /^(ALTER|CREATE|DROP|REINDEX|TRUNCATE|LOCK|CLUSTER|VACUUM|UPDATE|DELETE)\b/i.test(statement),
    );
  const statements = [...written, ...replacedKeys];
  const created = statements.flatMap(
    (one) => /^CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?(\w+)/i.exec(one)?.[1] ?? [],
  );
  const isTransaction = !/\btransaction = false\b/.test(text);
  return statements
    .filter((one) => !created.includes(tableOf(one)))
    .flatMap((one) => [
      ...refused
        .filter(({ what, unless }) => what.test(one) && !unless?.test(one))
        .filter(({ growsWithRows }) => !growsWithRows || !shortTables.includes(tableOf(one)))
        .map(({ why }) => `${one.slice(0, 60)}: ${why}`),
      ...(isTransaction && /\bCONCURRENTLY\b/i.test(one)
        ? [`${one.slice(0, 60)}: needs \`transaction = false\``]
        : []),
    ]);
}

const tableOf = (statement: string): string =>
  /\b(?:ON|TABLE|UPDATE|FROM|TRUNCATE)\s+(?:IF EXISTS\s+|ONLY\s+)?(\w+)/i.exec(statement)?.[1] ??
  '';

describe('migrations beside the version before', () => {
  const found = migrations.flatMap((file) =>
    unsafeIn(read(file)).map((fault) => `${path.basename(file, '.ts')}: ${fault}`),
  );
  const isExempt = (fault: string) => Object.keys(exemptions).some((key) => fault.startsWith(key));

  it('are safe, or have a reason', () => {
    expect(migrations.length).toBeGreaterThan(0);
    expect(found.filter((fault) => !isExempt(fault))).toEqual([]);
  });

  it('have no reason left over', () => {
    expect(
      Object.keys(exemptions).filter((key) => !found.some((fault) => fault.startsWith(key))),
    ).toEqual([]);
  });

  it.each([
    'ALTER TABLE pages ADD COLUMN words integer',
    'ALTER TABLE pages ADD COLUMN words integer NOT NULL DEFAULT 0, ADD COLUMN more text',
    `ALTER TABLE pages ADD COLUMN a text NOT NULL DEFAULT '', ADD b integer`,
    'ALTER TABLE pages ADD CONSTRAINT short CHECK (true) NOT VALID',
    'ALTER TABLE pages VALIDATE CONSTRAINT short',
    'ALTER TABLE pages RENAME CONSTRAINT short TO shorter',
    'ALTER TABLE pages ADD CONSTRAINT pages_key UNIQUE USING INDEX pages_key',
    'ALTER TABLE pages ALTER COLUMN words DROP NOT NULL',
    'ALTER TABLE pages DROP CONSTRAINT pages_words_check, DROP CONSTRAINT pages_source_id_fkey',
    'CREATE TABLE notes (id uuid PRIMARY KEY, words text NOT NULL); CREATE INDEX notes_words ON notes (words)',
    'CREATE TABLE notes (id uuid); ALTER TABLE notes ADD PRIMARY KEY (id)',
    'DROP POLICY own ON pages',
    'CREATE INDEX stores_apart ON stores (id)',
  ])('may: %s', (sql) => {
    expect(unsafeIn(`async up() { await runner.query(\`${sql}\`); }`)).toEqual([]);
  });

  it.each([
    'DROP TABLE pages',
    'ALTER TABLE pages DROP COLUMN words',
    'ALTER TABLE pages RENAME COLUMN words TO terms',
    'ALTER TABLE pages RENAME TO leaves',
    'ALTER TABLE pages ADD COLUMN words integer NOT NULL',
    'ALTER TABLE pages ADD words integer NOT NULL',
    'ALTER TABLE pages ADD COLUMN a text NOT NULL, ADD COLUMN b text DEFAULT 1',
    'ALTER TABLE pages ADD COLUMN key uuid DEFAULT gen_random_uuid()',
    'ALTER TABLE pages ADD COLUMN nth bigserial',
    'ALTER TABLE pages ALTER COLUMN words TYPE bigint',
    'ALTER TABLE pages ALTER COLUMN words SET NOT NULL',
    'ALTER TABLE pages ADD FOREIGN KEY (store_id, id) REFERENCES gaps (store_id, id)',
    'ALTER TABLE pages ADD CONSTRAINT short CHECK (true)',
    'ALTER TABLE pages ADD PRIMARY KEY (store_id, id)',
    'CREATE INDEX pages_words ON pages (store_id, words)',
    'CREATE UNIQUE INDEX CONCURRENTLY pages_words ON pages (store_id, words)',
    'DROP INDEX pages_words',
    'ALTER TABLE pages DROP CONSTRAINT pages_pkey, ADD CONSTRAINT pages_pkey PRIMARY KEY USING INDEX pages_new',
    'ALTER TABLE pages DROP CONSTRAINT IF EXISTS pages_store_id_id_key',
    'TRUNCATE pages',
    'ALTER TABLE stores DROP COLUMN name',
    'UPDATE pages SET words = 0',
    'CREATE TABLE notes (id uuid); ALTER TABLE pages DROP COLUMN words',
  ])('may not: %s', (sql) => {
    expect(unsafeIn(`async up() { await runner.query(\`${sql}\`); }`)).toHaveLength(1);
  });

  it('may not replace the key of a table by the function that does so', () => {
    expect(unsafeIn('async up() { await keyByStore(runner, table); }')).toHaveLength(1);
  });

  it('may take a table down again that they made', () => {
    const text = 'async up() {} async down() { await runner.query(`DROP TABLE notes`); }';

    expect(unsafeIn(text)).toEqual([]);
  });
});
