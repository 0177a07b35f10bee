import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { readTenancyConfig } from '@app/tenancy';
import pg from 'pg';

import { brokenFor, readSchema, type Schema } from '../support/schema/read-schema.js';

/**
 * The schema of the version that is in use while this one migrates. It is written anew with a release, by this spec where
 * SCHEMA_RELEASED is set: then what only the version before it used may be dropped.
 */
const file = path.resolve(__dirname, '../support/schema/released.json');
let owner: pg.Client;
let now: Schema;

beforeAll(async () => {
  const { database, databaseOwnerUrl } = readTenancyConfig();
  owner = new pg.Client(
    database.kind === 'embedded'
      ? { host: database.socketDir, user: 'postgres', database: 'postgres' }
      : { connectionString: databaseOwnerUrl },
  );
  await owner.connect();
  now = await readSchema(owner);
  if (process.env['SCHEMA_RELEASED']) writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
});
afterAll(() => owner.end());

const before = (): Schema => JSON.parse(readFileSync(file, 'utf8')) as Schema;

describe('the migrated schema', () => {
  it('has all that the version before reads, writes and calls unique, and asks it for nothing new', () => {
    expect(Object.keys(before()).length).toBeGreaterThan(30);
    expect(brokenFor(before(), now)).toEqual([]);
  });

  it.each([
    ['DROP TABLE usage_alerts', 'usage_alerts is gone'],
    ['ALTER TABLE gaps DROP COLUMN state', 'gaps.state is gone'],
    ['ALTER TABLE releases ALTER COLUMN number TYPE bigint', 'releases.number is bigint'],
    ['ALTER TABLE gaps ADD COLUMN spec text NOT NULL', 'gaps.spec must be given, and is'],
    ['ALTER TABLE gaps ALTER COLUMN state DROP DEFAULT', 'gaps.state is text, not text?'],
    [
      'ALTER TABLE usage_alerts DROP CONSTRAINT usage_alerts_pkey',
      'usage_alerts (store_id, id) is not unique',
    ],
    [
      'ALTER TABLE usage_alerts DROP CONSTRAINT usage_alerts_pkey, ADD PRIMARY KEY (id)',
      'usage_alerts has another key than (store_id, id)',
    ],
  ])('would fail the version before: %s', async (sql, told) => {
    try {
      // other files may have left rows that the change would not fit
      await owner.query(`BEGIN; TRUNCATE gaps CASCADE; ${sql}`);
      expect(brokenFor(before(), await readSchema(owner)).join('\n')).toContain(told);
    } finally {
      await owner.query('ROLLBACK');
    }
  });
});
