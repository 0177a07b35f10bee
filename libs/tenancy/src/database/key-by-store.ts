import type { QueryRunner } from 'typeorm';

interface Reference {
  name: string;
  table: string;
  /** As the catalogue writes it, without the columns of the key. */
  definition: string;
}

/**
 * Makes (store_id, id) the key of a table that was keyed by id alone and had that pair as a second, doubled one, while the
 * version before goes on reading and writing: the index is built beside the writes, what needs the table to itself takes
 * no longer than a change of the catalogue, and rows are checked without stopping writers. To be called by a migration
 * without a transaction; broken off anywhere, it goes on where it was. Nothing is done to a table that has the key.
 */
export async function keyByStore(runner: QueryRunner, table: string): Promise<void> {
  if (!(await isKeyedByStore(runner, table))) await replaceKey(runner, table);
  for (const reference of await referencesTo(runner, table)) await repoint(runner, reference);
  await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${table}_store_id_id_key`);
}

async function isKeyedByStore(runner: QueryRunner, table: string): Promise<boolean> {
  const rows = (await runner.query(
    `SELECT FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'p'
       AND pg_get_constraintdef(oid) = 'PRIMARY KEY (store_id, id)'`,
    [table],
  )) as unknown[];
  return rows.length > 0;
}

async function replaceKey(runner: QueryRunner, table: string): Promise<void> {
  const index = `${table}_store_id_id_new`;
  // nobody waits behind it, so it may wait for transactions that are open
  await runner.query('SET lock_timeout = 0');
  // what an earlier try that was broken off left behind cannot be used
  await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${index}`);
  await runner.query(`CREATE UNIQUE INDEX CONCURRENTLY ${index} ON ${table} (store_id, id)`);
  await runner.query('RESET lock_timeout');
  await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_pkey,
    ADD CONSTRAINT ${table}_pkey PRIMARY KEY USING INDEX ${index}`);
}

/** The foreign keys that still rest on the doubled key. */
async function referencesTo(runner: QueryRunner, table: string): Promise<Reference[]> {
  return (await runner.query(
    `SELECT conname AS name, conrelid::regclass::text AS table,
       replace(replace(pg_get_constraintdef(oid), ' NOT VALID', ''),
         'REFERENCES ' || $1 || '(store_id, id)', 'REFERENCES ' || $1) AS definition
     FROM pg_constraint WHERE contype = 'f' AND conindid = to_regclass($1 || '_store_id_id_key') ORDER BY 1`,
    [table],
  )) as Reference[];
}

/** A second foreign key to the primary key, which named without columns is the one it rests on, takes the place of the first. */
async function repoint(runner: QueryRunner, { name, table, definition }: Reference): Promise<void> {
  const successor = `${name.slice(0, 59)}_new`;
  await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${successor}`);
  await runner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${successor} ${definition} NOT VALID`);
  await runner.query(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${successor}`);
  // sent together, they are one transaction
  await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name};
    ALTER TABLE ${table} RENAME CONSTRAINT ${successor} TO ${name}`);
}
