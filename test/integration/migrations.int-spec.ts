import { randomBytes } from 'node:crypto';

import { keyByStore, migrateDatabase, readTenancyConfig } from '@app/tenancy';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { waitFor } from '../support/wait-for.js';

/** One session for all has no two that wait for each other. */
const onServer = process.env['DATABASE_OWNER_URL'] ? it : it.skip;

const id = randomBytes(4).toString('hex');
const notes = `spec_notes_${id}`;

const open: pg.Client[] = [];
let owner: pg.Client;

beforeAll(async () => {
  owner = await connect();
});
afterAll(async () => {
  await owner.query(`DROP TABLE IF EXISTS ${notes}`);
  await owner.query(`DELETE FROM storehand_migrations WHERE name LIKE '%${id}%'`);
  await Promise.all(open.map((client) => client.end()));
});

async function connect(): Promise<pg.Client> {
  const { database, databaseOwnerUrl } = readTenancyConfig();
  const client = new pg.Client(
    database.kind === 'embedded'
      ? { host: database.socketDir, user: 'postgres', database: 'postgres' }
      : { connectionString: databaseOwnerUrl },
  );
  await client.connect();
  open.push(client);
  return client;
}

/** A migration that does this and, like ours, is known by its name from then on. */
function aMigration(name: string, up: (runner: QueryRunner) => Promise<unknown>) {
  return class implements MigrationInterface {
    name = `${name}${id}1000000000000`;

    async up(runner: QueryRunner) {
      await up(runner);
    }

    async down() {}
  };
}

const migrate = (...migrations: ReturnType<typeof aMigration>[]) =>
  migrateDatabase(readTenancyConfig(), migrations);

const rowsOf = async <T extends object>(sql: string) => (await owner.query<T>(sql)).rows;

describe('a migration', () => {
  it('runs once, however often it is asked for', async () => {
    const create = aMigration('CreateNotes', (runner) =>
      runner.query(`CREATE TABLE ${notes} (id integer PRIMARY KEY)`),
    );

    expect(await migrate(create)).toEqual([`CreateNotes${id}1000000000000`]);
    expect(await migrate(create)).toEqual([]);
  });

  onServer('runs once where two processes begin at the same moment', async () => {
    const slow = aMigration('AddNote', (runner) =>
      runner.query(`INSERT INTO ${notes} VALUES (1); SELECT pg_sleep(0.7)`),
    );

    const done = await Promise.all([migrate(slow), migrate(slow)]);

    expect(done.map(({ length }) => length).sort()).toEqual([0, 1]);
    expect(await rowsOf(`SELECT id FROM ${notes}`)).toHaveLength(1);
  });

  onServer('lets readers pass while a long transaction keeps it waiting', async () => {
    const [long, reader] = [await connect(), await connect()];
    await long.query(`BEGIN; SELECT id FROM ${notes}`);
    const widened = migrate(
      aMigration('WidenNotes', (runner) =>
        runner.query(`ALTER TABLE ${notes} ADD COLUMN text text`),
      ),
    );
    await waitFor(async () => (await waitingFor(notes)) > 0);

    // comes behind what waits for the table, and the long transaction ends only after it
    await reader.query(`SELECT id FROM ${notes}`);
    await long.query('COMMIT');

    expect(await widened).toHaveLength(1);
    expect((await reader.query(`SELECT text FROM ${notes}`)).rows).toHaveLength(1);
  });

  it('that fails leaves nothing behind, and goes on from there when it is mended', async () => {
    const before = aMigration('NoteTwo', (runner) =>
      runner.query(`INSERT INTO ${notes} VALUES (2)`),
    );
    const sql = `INSERT INTO ${notes} VALUES (3)`;
    const broken = aMigration('NoteThree', (runner) => runner.query(`${sql}; SELECT 1 / 0`));
    const mended = aMigration('NoteThree', (runner) => runner.query(sql));

    await expect(migrate(before, broken)).rejects.toThrow('division by zero');
    expect(await rowsOf(`SELECT id FROM ${notes} WHERE id > 1`)).toEqual([{ id: 2 }]);

    expect(await migrate(before, mended)).toEqual([`NoteThree${id}1000000000000`]);
    expect(await rowsOf(`SELECT id FROM ${notes} WHERE id > 1 ORDER BY 1`)).toHaveLength(2);
  });
});

async function waitingFor(table: string): Promise<number> {
  const sql = `SELECT pid FROM pg_locks WHERE relation = '${table}'::regclass AND NOT granted`;
  return (await rowsOf(sql)).length;
}

describe('the key of a table', () => {
  const [things, parts] = [`spec_things_${id}`, `spec_parts_${id}`];

  beforeEach(() =>
    owner.query(`
      CREATE TABLE ${things} (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), store_id uuid NOT NULL,
        CONSTRAINT ${things}_store_id_id_key UNIQUE (store_id, id));
      CREATE TABLE ${parts} (store_id uuid NOT NULL, thing_id uuid, CONSTRAINT ${parts}_of_thing
        FOREIGN KEY (store_id, thing_id) REFERENCES ${things} (store_id, id) ON DELETE CASCADE DEFERRABLE);
      INSERT INTO ${things} (store_id) SELECT gen_random_uuid() FROM generate_series(1, 50);
      INSERT INTO ${parts} SELECT store_id, id FROM ${things};
    `),
  );
  afterEach(() => owner.query(`DROP TABLE ${parts}; DROP TABLE ${things}`));

  /** Sends what the migration asks for, until it is broken off. */
  const runner = (statements = Infinity) => {
    let sent = 0;
    const query = async (sql: string, values: unknown[]) => {
      if (sent++ >= statements) throw new Error('broken off');
      return (await owner.query(sql, values)).rows;
    };
    return { query } as unknown as QueryRunner;
  };

  const keys = () =>
    rowsOf(
      `SELECT conname AS name, conindid::regclass::text AS rests_on, pg_get_constraintdef(oid) AS definition
       FROM pg_constraint WHERE conrelid::regclass::text IN ('${things}', '${parts}')
         AND contype IN ('p', 'u', 'f') ORDER BY 1`,
    );
  const keyed = [
    {
      name: `${parts}_of_thing`,
      rests_on: `${things}_pkey`,
      definition: `FOREIGN KEY (store_id, thing_id) REFERENCES ${things}(store_id, id) ON DELETE CASCADE DEFERRABLE`,
    },
    {
      name: `${things}_pkey`,
      rests_on: `${things}_pkey`,
      definition: 'PRIMARY KEY (store_id, id)',
    },
  ];

  it('becomes (store_id, id), with what refers to it, and the doubled one goes', async () => {
    await keyByStore(runner(), things);

    expect(await keys()).toEqual(keyed);
    const indexes = `SELECT FROM pg_index WHERE indrelid = '${things}'::regclass`;
    expect(await rowsOf(indexes)).toHaveLength(1);
    const stray = `INSERT INTO ${parts} VALUES (gen_random_uuid(), gen_random_uuid())`;
    await expect(owner.query(stray)).rejects.toThrow('foreign key');
    await owner.query(`DELETE FROM ${things}`);
    expect(await rowsOf(`SELECT FROM ${parts}`)).toEqual([]);
  });

  it.each(Array.from({ length: 15 }, (_, i) => i))(
    'does so where an earlier try was broken off after %d statements',
    async (statements) => {
      await keyByStore(runner(statements), things).catch(() => undefined);

      await keyByStore(runner(), things);

      expect(await keys()).toEqual(keyed);
    },
  );
});
