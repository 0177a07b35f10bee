import { readTenancyConfig } from '@app/tenancy';
import pg from 'pg';

import { citusFaults } from '../support/citus/citus-faults.js';
import { readDistribution } from '../support/citus/read-distribution.js';

/** Whether the schema could be spread over a Citus cluster by store as `docker/citus/distribute.sql` says. */
const spread = readDistribution();
let owner: pg.Client;

beforeAll(async () => {
  const { database, databaseOwnerUrl } = readTenancyConfig();
  owner = new pg.Client(
    database.kind === 'embedded'
      ? { host: database.socketDir, user: 'postgres', database: 'postgres' }
      : { connectionString: databaseOwnerUrl },
  );
  await owner.connect();
});
afterAll(() => owner.end());

/** The faults of a schema that was changed for the moment, after what the script changes itself. */
async function faultsAfter(sql = '', of = spread): Promise<string[]> {
  // other files may have left vectors whose chunks are gone
  await owner.query('BEGIN; TRUNCATE chunk_vectors CASCADE');
  try {
    for (const statement of of.preparing) await owner.query(statement);
    await owner.query(sql);
    return await citusFaults(owner, of);
  } finally {
    await owner.query('ROLLBACK');
  }
}

describe('the schema, spread by store', () => {
  it('has every table in one place, and nothing that Citus refuses', async () => {
    expect(await faultsAfter()).toEqual([]);
    expect(spread.distributed.length).toBeGreaterThan(30);
  });

  it('has the trigger and the policies replaced that Citus could not run', async () => {
    const { preparing } = spread;
    const faults = await faultsAfter('', { ...spread, preparing: [] });

    expect(preparing).toHaveLength(3);
    expect(faults).toContain('chunks: has a trigger of rows by name: chunks_remove_vectors');
    expect(faults).toContain('messages: a policy asks: messages_platform');
  });
});

describe('what would be refused is told', () => {
  it.each([
    ['CREATE TABLE spec_new (id uuid)', 'spec_new: say once'],
    ['ALTER TABLE pages DROP CONSTRAINT pages_pkey CASCADE', 'pages: has no primary key'],
    ['CREATE UNIQUE INDEX ON gaps (id)', 'gaps: without the store: CREATE UNIQUE INDEX'],
    [
      'CREATE UNIQUE INDEX ON gaps (id) INCLUDE (store_id)',
      'gaps: without the store: CREATE UNIQUE INDEX',
    ],
    [
      'ALTER TABLE gaps ADD COLUMN nth bigint GENERATED ALWAYS AS IDENTITY',
      'gaps: counts by itself: nth',
    ],
    ['ALTER TABLE gaps ADD COLUMN nth serial', 'gaps: counts by itself: nth'],
    ['CREATE TABLE spec_child () INHERITS (gaps)', 'gaps: is temporary, a partition or inherits'],
    [
      'CREATE POLICY asking ON gaps USING (EXISTS (SELECT FROM stores))',
      'gaps: a policy asks: asking',
    ],
    [
      'ALTER TABLE gaps DROP CONSTRAINT gaps_pkey CASCADE, ALTER COLUMN store_id DROP NOT NULL',
      'gaps: its store_id is no uuid that is never null',
    ],
    [
      'ALTER TABLE gaps ADD CONSTRAINT later FOREIGN KEY (store_id, id) REFERENCES usage_alerts (store_id, id) NOT VALID',
      'gaps: later: to a table that is spread later',
    ],
    [
      'ALTER TABLE gaps ADD COLUMN host text, ADD CONSTRAINT hosted FOREIGN KEY (host) REFERENCES crawl_hosts (host)',
      'gaps: hosted: joins a local table',
    ],
    [
      'ALTER TABLE gaps ADD CONSTRAINT lost FOREIGN KEY (store_id) REFERENCES stores (id) ON DELETE SET NULL',
      'gaps: lost: changes the store of a row',
    ],
  ])('%s', async (sql, fault) => {
    expect((await faultsAfter(sql)).join('\n')).toContain(fault);
  });
});
