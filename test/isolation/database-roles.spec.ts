import { randomBytes } from 'node:crypto';

import pg from 'pg';

import { withEnv } from '../e2e/running-api.js';
import { openRooms } from '../support/rooms.js';

/**
 * Who a process may be in the database. On native PostgreSQL that is a login of its own; the embedded one has one user,
 * so there the role that transactions take on is made dangerous, and put right again.
 */
const isEmbedded = !process.env['DATABASE_URL'];
const id = randomBytes(4).toString('hex');
const bound = isEmbedded ? 'storehand_runtime' : `spec_login_${id}`;
const between = `spec_between_${id}`;
const table = `spec_owned_${id}`;
const siblings = ['storehand_runtime', 'storehand_platform', 'storehand_queue'];

let owner: pg.Client;

beforeAll(async () => {
  const socket = process.env['STOREHAND_EMBEDDED_SOCKET'];
  owner = new pg.Client(
    isEmbedded
      ? { host: socket, user: 'postgres', database: 'postgres' }
      : { connectionString: process.env['DATABASE_OWNER_URL'] },
  );
  await owner.connect();
  await run(`CREATE ROLE ${between} NOLOGIN`);
  if (isEmbedded) return;
  await run(`CREATE ROLE ${bound} LOGIN NOINHERIT PASSWORD '${id}'`);
  await run(`GRANT ${siblings.join(', ')} TO ${bound}`);
});
afterAll(async () => {
  await run(`DROP ROLE ${between}`);
  if (!isEmbedded) await run(`DROP ROLE ${bound}`);
  await owner.end();
});

const run = (sql: string) => owner.query(sql);

/** A process starts as that role; resolves to why it would not, or null. */
async function refusal(): Promise<string | null> {
  const url = new URL(process.env['DATABASE_URL'] || 'postgres://nobody');
  const env: Record<string, string> = isEmbedded
    ? {}
    : { DATABASE_URL: Object.assign(url, { username: bound, password: id }).href };
  try {
    await (await withEnv(env, () => openRooms())).close();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a start', () => {
  it('is allowed to a member of the runtime roles', async () => {
    expect(await refusal()).toBeNull();
  });

  it.each([
    ['a superuser', `ALTER ROLE ${bound} SUPERUSER`, `ALTER ROLE ${bound} NOSUPERUSER`, bound],
    [
      'a role with BYPASSRLS',
      `ALTER ROLE ${bound} BYPASSRLS`,
      `ALTER ROLE ${bound} NOBYPASSRLS`,
      bound,
    ],
    [
      'a member of a superuser',
      `ALTER ROLE ${between} SUPERUSER; GRANT ${between} TO ${bound}`,
      `REVOKE ${between} FROM ${bound}; ALTER ROLE ${between} NOSUPERUSER`,
      between,
    ],
    [
      'a member of a role with BYPASSRLS',
      `ALTER ROLE ${between} BYPASSRLS; GRANT ${between} TO ${bound}`,
      `REVOKE ${between} FROM ${bound}; ALTER ROLE ${between} NOBYPASSRLS`,
      between,
    ],
  ])('is refused to %s', async (_who, make, unmake, offender) => {
    await run(make);
    try {
      const reason = await refusal();

      expect(reason).toContain('row-level security does not bind');
      expect(reason).toContain(offender);
      expect(reason).toContain('DATABASE_OWNER_URL');
    } finally {
      await run(unmake);
    }
    expect(await refusal()).toBeNull();
  });

  it.each([
    ['the owner of a store’s table', bound],
    ['a member of its owner', between],
  ])('is refused to %s', async (_who, newOwner) => {
    // a table of its own: changing the owner there and back would take the runtime's grants away
    await run(`CREATE TABLE ${table} (); ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    if (newOwner === between) await run(`GRANT ${between} TO ${bound}`);
    await run(`ALTER TABLE ${table} OWNER TO ${newOwner}`);
    try {
      expect(await refusal()).toContain(newOwner);
    } finally {
      await run(`DROP TABLE ${table}`);
      if (newOwner === between) await run(`REVOKE ${between} FROM ${bound}`);
    }
    expect(await refusal()).toBeNull();
  });
});
