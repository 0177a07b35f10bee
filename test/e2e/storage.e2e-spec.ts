import { Redis } from 'ioredis';
import pg from 'pg';

import { waitFor } from '../support/wait-for.js';
import { aStoreWithKey, type RunningApi, startApi } from './running-api.js';

/** Real ones only there: the embedded database has one session, which its queue shares. */
const onServer = process.env['DATABASE_OWNER_URL'] ? it : it.skip;
const ownerUrl = process.env['DATABASE_OWNER_URL'];
let owner: pg.Client;
let api: RunningApi;

beforeAll(async () => {
  const embedded = { host: process.env['STOREHAND_EMBEDDED_SOCKET'], user: 'postgres' };
  owner = new pg.Client(
    ownerUrl ? { connectionString: ownerUrl } : { ...embedded, database: 'postgres' },
  );
  await owner.connect();
});
afterEach(async () => {
  for (const table of ['write_probe', 'conversations']) {
    await owner.query(`DROP TRIGGER IF EXISTS refuse ON ${table}`);
  }
  await api.stop();
});
afterAll(() => owner.end());

/** For connections that are made from now on. */
async function makeReadOnly(state: 'on' | 'off'): Promise<void> {
  const { rows } = await owner.query<{ name: string }>('SELECT current_database() AS name');
  await owner.query(
    `ALTER DATABASE "${rows[0]?.name}" SET default_transaction_read_only = ${state}`,
  );
}

/** As a server does whose disk is full: by the SQLSTATE that PostgreSQL has for it. */
async function refuseWrites(sqlState: string, table = 'write_probe'): Promise<void> {
  await owner.query(`
    CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '${sqlState}'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse()`);
}

const checksOf = (body: object) => (body as { details?: { checks?: object } }).details?.checks;
const ready = () => api.admin.get('/health/ready');

describe('readiness where the database answers but takes no writes', () => {
  onServer('says that it is read-only, and so does a request that would write', async () => {
    api = await startApi();
    const { client, storeId } = await aStoreWithKey(api.admin);
    await api.stop();
    await makeReadOnly('on');
    try {
      api = await startApi();
      const caller = api.admin.as(client.key);

      const { status, body } = await ready();
      const read = await caller.get(`/api/v1/stores/${storeId}`);
      const written = await caller.post('/api/v1/conversations', {});

      expect([status, body['code']]).toEqual([503, 'NOT_READY']);
      expect(checksOf(body)).toMatchObject({ database: 'up', storage: 'read_only' });
      expect(read.status).toBe(200);
      expect(written.body).toMatchObject({ status: 503, code: 'TENANCY_DATABASE_READ_ONLY' });
    } finally {
      await owner.query('SET default_transaction_read_only = off');
      await makeReadOnly('off');
    }
  });

  it('serves who only reads, with a key whose use cannot be noted', async () => {
    api = await startApi();
    const { client, storeId, keyId } = await aStoreWithKey(api.admin);
    await refuseWrites('25006', 'api_keys');
    const isRefused = () => owner.query(`UPDATE api_keys SET last_used_at = now()`);
    await expect(isRefused()).rejects.toMatchObject({ code: '25006' });

    const { status } = await client.get(`/api/v1/stores/${storeId}`);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const again = await client.get(`/api/v1/stores/${storeId}`);
    await owner.query('DROP TRIGGER refuse ON api_keys');

    expect([status, again.status]).toEqual([200, 200]);
    const { rows } = await owner.query(`SELECT last_used_at FROM api_keys WHERE id = $1`, [keyId]);
    expect(rows).toEqual([{ last_used_at: null }]);
  });

  onServer('holds nobody up whose key’s use is not written for a long time', async () => {
    api = await startApi();
    const { client, storeId, keyId } = await aStoreWithKey(api.admin);
    // readers pass, who writes to the table waits
    await owner.query('BEGIN; LOCK TABLE api_keys IN SHARE MODE');
    try {
      expect((await client.get(`/api/v1/stores/${storeId}`)).status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect((await client.get(`/api/v1/stores/${storeId}`)).status).toBe(200);
    } finally {
      await owner.query('ROLLBACK');
    }

    await waitFor(async () => {
      const { rows } = await owner.query<{ at: Date | null }>(
        'SELECT last_used_at AS at FROM api_keys WHERE id = $1',
        [keyId],
      );
      return rows[0]?.at;
    });
  });

  it.each([
    ['read-only', '25006', 'read_only'],
    ['full', '53100', 'full'],
    ['broken', '22000', 'down'],
  ])('says that it is %s, and is ready again afterwards', async (_what, sqlState, storage) => {
    api = await startApi();
    await refuseWrites(sqlState);

    const { status, body } = await ready();
    expect(status).toBe(503);
    expect(checksOf(body)).toMatchObject({ database: 'up', storage });

    await owner.query('DROP TRIGGER refuse ON write_probe');
    expect((await ready()).status).toBe(200);
  });

  it('says that it is full where a caller was refused for it, though one row has room', async () => {
    api = await startApi();
    const { client } = await aStoreWithKey(api.admin);
    await refuseWrites('53100', 'conversations');

    const { body: refused } = await client.post('/api/v1/conversations', {});
    const { body } = await ready();

    expect(refused).toMatchObject({ status: 503, code: 'TENANCY_DATABASE_FULL', retry_after: 30 });
    expect(checksOf(body)).toMatchObject({ database: 'up', storage: 'full' });
    expect(body['detail']).toContain('make room on it');
  });
});

/** Where the suites run on servers; what they are set to is set back. */
const onRedis = process.env['REDIS_URL'] ? it : it.skip;

onRedis('readiness tells that Redis takes no jobs, and is well again afterwards', async () => {
  const redis = new Redis(String(process.env['REDIS_URL']));
  api = await startApi();
  await redis.config('SET', 'maxmemory', '1');
  try {
    const { status, body } = await ready();

    expect([status, body['code']]).toEqual([503, 'NOT_READY']);
    expect(checksOf(body)).toMatchObject({ database: 'up', storage: 'up', queue: 'full' });
  } finally {
    await redis.config('SET', 'maxmemory', '0');
  }
  expect((await ready()).status).toBe(200);
  await redis.quit();
});
