import {
  ApiKey,
  AppError,
  type FindOptions,
  type NewRow,
  StoreConnections,
  type StorePatch,
  StoreScope,
  StoreScopedRepository,
  type StoreWhere,
} from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { aStore, openRooms } from '../support/rooms.js';

/** A repository as any lib writes one; the attacks are what a careless or hostile caller could hand it. */
class KeysUnderAttack extends StoreScopedRepository<ApiKey> {
  constructor(connections: StoreConnections) {
    super(connections, ApiKey);
  }

  select(scope: StoreScope, sql: string, params: unknown[] = []) {
    return this.rows<{ id: string }>(scope, sql, params);
  }

  protected notFound(id: string) {
    return new AppError({ kind: 'not_found', code: 'TEST_NOT_FOUND', message: id });
  }
}

let rooms: TestingModule;
let keys: KeysUnderAttack;
let a: StoreScope;
let b: StoreScope;
let keyOfA: ApiKey;
let keyOfB: ApiKey;

const aRow = (name: string): NewRow<ApiKey> => ({
  kind: 'store',
  name,
  prefix: 'sh_store_test',
  keyHash: Buffer.from(crypto.randomUUID()),
  allowedOrigins: [],
});

beforeAll(async () => {
  rooms = await openRooms();
  keys = new KeysUnderAttack(rooms.get(StoreConnections));
  a = await aStore(rooms);
  b = await aStore(rooms);
});
afterAll(() => rooms.close());
beforeEach(async () => {
  keyOfA = await keys.insert(a, aRow('of A'));
  keyOfB = await keys.insert(b, aRow('of B'));
});

/** Whatever happened, A's row must be A's and unchanged. */
afterEach(async () => {
  expect(await keys.get(a, keyOfA.id)).toMatchObject({ storeId: a.storeId, name: 'of A' });
});

describe('the scoped repository, called as store B with rows of store A', () => {
  it('has no method that writes by id regardless of the store', () => {
    const members = Object.getOwnPropertyNames(StoreScopedRepository.prototype);

    for (const name of ['save', 'remove', 'upsert', 'createQueryBuilder', 'query', 'merge']) {
      expect(members).not.toContain(name);
    }
  });

  it('finds, counts, changes and deletes nothing by the foreign id', async () => {
    const where = { id: keyOfA.id } as StoreWhere<ApiKey>;

    expect(await keys.find(b, where)).toEqual([]);
    expect(await keys.findOne(b, where)).toBeNull();
    expect(await keys.count(b, where)).toBe(0);
    expect(await keys.update(b, where, { name: 'stolen' })).toBe(0);
    expect(await keys.delete(b, where)).toBe(0);
    await expect(keys.get(b, keyOfA.id)).rejects.toMatchObject({ code: 'TEST_NOT_FOUND' });
  });

  it('lets the scope win over a store id smuggled into a condition', async () => {
    const where = { storeId: a.storeId } as unknown as StoreWhere<ApiKey>;

    const found = await keys.find(b, { ...where, id: keyOfB.id });
    // row-level security alone would show nothing
    expect(found).toMatchObject([{ id: keyOfB.id, storeId: b.storeId }]);
    expect(await keys.count(b, { ...where, id: keyOfB.id })).toBe(1);
    expect(await keys.update(b, { ...where, id: keyOfA.id }, { name: 'stolen' })).toBe(0);
    expect(await keys.delete(b, { ...where, id: keyOfA.id })).toBe(0);
  });

  it('does not move its own row to another store, nor change its id', async () => {
    const patch = {
      storeId: a.storeId,
      id: keyOfA.id,
      name: 'moved',
    } as unknown as StorePatch<ApiKey>;

    await keys.update(b, { id: keyOfB.id }, patch);

    expect(await keys.get(b, keyOfB.id)).toMatchObject({ storeId: b.storeId, name: 'moved' });
  });

  it('stamps its own store on a new row that claims another', async () => {
    const row = { ...aRow('claims A'), storeId: a.storeId } as unknown as NewRow<ApiKey>;

    const inserted = await keys.insert(b, row);

    expect(inserted.storeId).toBe(b.storeId);
    expect(await keys.findOne(a, { id: inserted.id })).toBeNull();
  });

  it('refuses a new row with the id of a foreign one instead of replacing it', async () => {
    await expect(keys.insert(b, { ...aRow('takes over'), id: keyOfA.id })).rejects.toThrow();
  });

  it('refuses alternatives in a condition', async () => {
    const either = [{ id: keyOfA.id }, { id: keyOfB.id }] as unknown as StoreWhere<ApiKey>;

    await expect(keys.find(b, either)).rejects.toThrow('Alternatives');
    await expect(keys.delete(b, either)).rejects.toThrow('Alternatives');
  });

  it('takes order and number from its options and nothing else', async () => {
    const options = {
      where: { id: keyOfA.id },
      relations: { store: true },
      join: { alias: 'k', innerJoin: { other: 'k.other' } },
      withDeleted: true,
      take: 1,
    } as unknown as FindOptions<ApiKey>;

    const found = await keys.find(b, { id: keyOfB.id }, options);

    expect(found.map(({ id }) => id)).toEqual([keyOfB.id]);
  });

  it('refuses undefined and null in a condition, which would mean every row', async () => {
    const nothing = { id: undefined } as unknown as StoreWhere<ApiKey>;

    await expect(keys.find(b, nothing)).rejects.toThrow();
    await expect(keys.delete(b, nothing)).rejects.toThrow();
  });

  it('refuses a statement that does not bind the store', async () => {
    const unscoped = 'SELECT id FROM api_keys';
    const otherParameter = 'SELECT id FROM api_keys WHERE store_id = $10';

    expect(() => keys.select(b, unscoped)).toThrow('store_id');
    expect(() => keys.select(b, otherParameter)).toThrow('store_id');
  });

  it('is held by the database where a statement escapes its own filter', async () => {
    const escape = 'SELECT id FROM api_keys WHERE store_id = $1 OR true';

    const rows = await keys.select(b, escape);

    const ids = rows.map(({ id }) => id);
    expect(ids).toContain(keyOfB.id);
    expect(ids).not.toContain(keyOfA.id);
  });
});

describe('a store scope', () => {
  it('cannot be made from anything but a checked store id', () => {
    for (const id of ['', 'x', `${a.storeId}'`, `${a.storeId}; RESET ROLE`, null, undefined]) {
      expect(() => StoreScope.open(id as string)).toThrow(TypeError);
    }
  });

  it('is not imitated by an object that looks like one', () => {
    expect(StoreScope.isScope({ storeId: a.storeId })).toBe(false);
    expect(StoreScope.isScope(Object.create(StoreScope.prototype))).toBe(false);
    expect(StoreScope.isScope(a)).toBe(true);
  });
});

describe('a pooled connection', () => {
  it('carries no store from one piece of work to the next, whether it ended well or badly', async () => {
    const connections = rooms.get(StoreConnections);
    const jobs = Array.from({ length: 400 }, (_, i) => async () => {
      const scope = i % 2 ? a : b;
      const rows = await connections
        .run<{ store_id: string }[]>(scope, async (manager) => {
          const found = (await manager.query('SELECT store_id FROM api_keys')) as {
            store_id: string;
          }[];
          if (i % 10 === 3) throw new Error('aborted');
          if (i % 10 === 6) await manager.query('SELECT 1 / 0');
          return found;
        })
        .catch(() => []);
      return rows.filter((row) => row.store_id !== scope.storeId).length;
    });

    const foreign = await Promise.all(jobs.map((job) => job()));
    const visible = await connections.withoutStore<unknown[]>((manager) =>
      manager.query('SELECT id FROM api_keys'),
    );

    expect(foreign.reduce((sum, count) => sum + count, 0)).toBe(0);
    expect(visible).toEqual([]);
  });
});
