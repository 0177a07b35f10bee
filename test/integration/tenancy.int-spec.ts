import { setTimeout as sleep } from 'node:timers/promises';

import {
  ApiKeysService,
  DatabaseRoleCheck,
  KeyDirectory,
  StoreConnections,
  StoreDirectory,
  type StoreScope,
  StoresService,
} from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { aStore, codeOf, openRooms } from '../support/rooms.js';

let rooms: TestingModule;
let a: StoreScope;
let b: StoreScope;

beforeAll(async () => {
  rooms = await openRooms();
  a = await aStore(rooms, { name: 'A' });
  b = await aStore(rooms, { name: 'B' });
});
afterAll(() => rooms.close());

describe('stores', () => {
  it('reads and changes only the store of the scope', async () => {
    const stores = rooms.get(StoresService);

    await stores.update(a, { name: 'A renamed', settings: { tone: 'warm' } });

    expect(await stores.get(a)).toMatchObject({ name: 'A renamed', settings: { tone: 'warm' } });
    expect(await stores.get(b)).toMatchObject({ name: 'B', settings: {} });
  });

  it('refuses an id that exists and a domain that is taken', async () => {
    const stores = rooms.get(StoresService);
    const domain = `${a.storeId}.example`;
    await stores.update(a, { domain });

    expect(await codeOf(stores.create({ id: a.storeId, name: 'x' }))).toBe('TENANCY_STORE_EXISTS');
    expect(await codeOf(stores.create({ name: 'x', domain }))).toBe('TENANCY_DOMAIN_TAKEN');
    expect(await codeOf(stores.update(b, { domain }))).toBe('TENANCY_DOMAIN_TAKEN');
  });

  it('finds a store by its domain and by any subdomain, and nothing by a stranger', async () => {
    const directory = rooms.get(StoreDirectory);
    const domain = `${b.storeId}.example`;
    await rooms.get(StoresService).update(b, { domain });

    expect(await directory.findByHost(domain.toUpperCase())).toBe(b.storeId);
    expect(await directory.findByHost(`shop.${domain}:8001`)).toBe(b.storeId);
    expect(await directory.findByHost(`not-${domain}`)).toBeNull();
  });

  it('keeps credentials sealed: neither the row nor the service shows them', async () => {
    const secret = 'sk-very-secret-credential';

    const scope = await aStore(rooms, { apiCredentials: { token: secret } });

    const store = await rooms.get(StoresService).get(scope);
    expect(JSON.stringify(store)).not.toContain(secret);
    const [row] = await rooms
      .get(StoreConnections)
      .run<{ credentials: Buffer }[]>(scope, (manager) =>
        manager.query('SELECT credentials FROM stores WHERE id = $1', [scope.storeId]),
      );
    expect(row?.credentials.length).toBeGreaterThan(28);
    expect(row?.credentials.includes(secret)).toBe(false);
  });

  it('pages through all stores without losing or repeating one', async () => {
    const directory = rooms.get(StoreDirectory);
    const seen: string[] = [];

    let cursor: string | undefined;
    do {
      const slice = await directory.list(cursor, 2);
      seen.push(...slice.items.map(({ id }) => id));
      cursor = slice.nextCursor ?? undefined;
    } while (cursor);

    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining([a.storeId, b.storeId]));
  });

  it('erases a store with everything it owns and says how much that was', async () => {
    const scope = await aStore(rooms);
    const keys = rooms.get(ApiKeysService);
    await keys.create(scope, { kind: 'store' });
    await keys.create(scope, { kind: 'widget' });

    const receipt = await rooms.get(StoresService).remove(scope);

    expect(receipt.places).toEqual(
      expect.arrayContaining([
        { place: 'table/api_keys', erased: 2, left: 0, awaitingVacuum: 0 },
        { place: 'table/stores', erased: 1, left: 0, awaitingVacuum: 0 },
      ]),
    );
    expect(await rooms.get(StoreDirectory).exists(scope.storeId)).toBe(false);
    expect(await rooms.get(StoreDirectory).exists(a.storeId)).toBe(true);
  });
});

describe('keys', () => {
  it('are found by their text, and no longer once revoked', async () => {
    const keys = rooms.get(ApiKeysService);
    const directory = rooms.get(KeyDirectory);
    const { apiKey, key } = await keys.create(a, { kind: 'store', name: 'server' });

    expect(await directory.find(key)).toMatchObject({ storeId: a.storeId, kind: 'store' });
    await keys.revoke(a, apiKey.id);

    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect(await directory.find(key)).toBeNull();
  });

  it('of another store look missing', async () => {
    const keys = rooms.get(ApiKeysService);
    const { apiKey } = await keys.create(a, { kind: 'store' });

    expect(await codeOf(keys.revoke(b, apiKey.id))).toBe('TENANCY_KEY_NOT_FOUND');
    expect((await keys.list(b)).map(({ id }) => id)).not.toContain(apiKey.id);
  });

  it('are stored as a hash only', async () => {
    const { key } = await rooms.get(ApiKeysService).create(a, { kind: 'store' });

    const rows = await rooms
      .get(StoreConnections)
      .run<unknown[]>(a, (manager) =>
        manager.query('SELECT row_to_json(k) AS j FROM api_keys k WHERE store_id = $1', [
          a.storeId,
        ]),
      );

    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(key);
  });
});

describe('transactions', () => {
  it('keep nothing when they fail', async () => {
    const connections = rooms.get(StoreConnections);
    const stores = rooms.get(StoresService);

    const attempt = connections.transaction(a, async (tx) => {
      await stores.update(tx, { name: 'half done' });
      throw new Error('stop');
    });

    await expect(attempt).rejects.toThrow('stop');
    expect((await stores.get(a)).name).not.toBe('half done');
  });

  it('refuse a second connection inside, which would wait for ever on one session', async () => {
    const stores = rooms.get(StoresService);

    const attempt = rooms.get(StoreConnections).transaction(a, () => stores.get(b));

    await expect(attempt).rejects.toThrow('second connection');
  });

  it('are begun again where two waited for each other', async () => {
    const connections = rooms.get(StoreConnections);
    const keys = rooms.get(ApiKeysService);
    const ids = await Promise.all(
      ['one', 'two'].map(async (name) => (await keys.create(a, { kind: 'store', name })).apiKey.id),
    );
    let held = 0;

    const rename = (name: string, order: (string | undefined)[]) =>
      connections.transaction(a, async (tx) => {
        for (const id of order) {
          await connections.statement(tx, {
            text: 'UPDATE api_keys SET name = name || $3 WHERE store_id = $1 AND id = $2',
            values: [a.storeId, id, name],
            isKept: false,
          });
          // each holds one of the two rows, where a database has room for both at once
          for (let looks = (held += 1); held < 2 && looks < 50; looks += 1) await sleep(10);
        }
      });
    await Promise.all([rename('!', ids), rename('?', ids.toReversed())]);

    const names = (await keys.list(a)).filter(({ id }) => ids.includes(id)).map(({ name }) => name);
    expect(names.map((name) => [...(name ?? '')].toSorted().join('')).toSorted()).toEqual([
      '!?eno',
      '!?otw',
    ]);
  });

  it('are begun again, and no other, where others were writing', async () => {
    const connections = rooms.get(StoreConnections);
    const failing = async (...states: string[]) => {
      let begun = 0;
      const work = connections.transaction(a, async (tx) => {
        const state = states[begun++];
        const text = `DO $$ BEGIN RAISE EXCEPTION 'made up' USING ERRCODE = '${state}'; END $$`;
        if (state) await connections.statement(tx, { text, values: [], isKept: false });
        return 'done';
      });
      return [await work.catch(() => 'failed'), begun];
    };
    const always = (state: string) => Array<string>(99).fill(state);

    expect(await failing('40P01', '40P01', '40P01')).toEqual(['done', 4]);
    expect(await failing('40001')).toEqual(['done', 2]);
    expect(await failing(...always('40P01'))).toEqual(['failed', 10]);
    expect(await failing('40P01', '23503', '40P01')).toEqual(['done', 4]);
    expect(await failing(...always('23503'))).toEqual(['failed', 2]);
    expect(await failing('23505')).toEqual(['failed', 1]);
  });

  it('show no row to the runtime without a store', async () => {
    expect(await rooms.get(DatabaseRoleCheck).countRowsWithoutStore()).toBe(0);
  });
});
