import { ApiKey, StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';
import type { EntityManager } from 'typeorm';

import { aStore, openRooms } from '../support/rooms.js';

/**
 * What was seen to reach another store's rows over TypeORM, done with TypeORM's own manager as store B: the scoped
 * repository has none of it, and where somebody goes round the repository the database must hold.
 */
let rooms: TestingModule;
let a: StoreScope;
let b: StoreScope;
let keyOfA: string;
let keyOfB: string;

const as = <T>(scope: StoreScope, work: (manager: EntityManager) => Promise<T>) =>
  rooms.get(StoreConnections).run(scope, work);

const aKey = (storeId: string, name: string) => ({
  storeId,
  name,
  kind: 'store' as const,
  prefix: 'sh_store_test',
  keyHash: Buffer.from(crypto.randomUUID()),
  allowedOrigins: [],
});

const insertKey = (scope: StoreScope, name: string) =>
  as(scope, async (manager) => {
    const { identifiers } = await manager.insert(ApiKey, aKey(scope.storeId, name));
    return String(identifiers[0]?.['id']);
  });

beforeAll(async () => {
  rooms = await openRooms();
  a = await aStore(rooms);
  b = await aStore(rooms);
});
afterAll(() => rooms.close());
beforeEach(async () => {
  keyOfA = await insertKey(a, 'of A');
  keyOfB = await insertKey(b, 'of B');
});
afterEach(async () => {
  const row = await as(a, (manager) => manager.findOneBy(ApiKey, { id: keyOfA }));
  expect(row).toMatchObject({ storeId: a.storeId, name: 'of A' });
});

const foreignIn = (keys: readonly ApiKey[]) => keys.filter(({ storeId }) => storeId !== b.storeId);

describe('TypeORM’s own manager, as store B on a row of A', () => {
  it.each<[string, (manager: EntityManager) => Promise<unknown>]>([
    ['save', (m) => m.save(ApiKey, { ...aKey(b.storeId, 'stolen'), id: keyOfA })],
    ['upsert by id', (m) => m.upsert(ApiKey, { ...aKey(b.storeId, 'stolen'), id: keyOfA }, ['id'])],
    [
      'an update that moves its own row',
      (m) => m.update(ApiKey, { id: keyOfB }, { storeId: a.storeId }),
    ],
    ['an insert for the other store', (m) => m.insert(ApiKey, aKey(a.storeId, 'planted'))],
  ])('%s is refused', async (_name, attack) => {
    await expect(as(b, attack)).rejects.toThrow(/row-level security|duplicate key/);
  });

  it.each<[string, (manager: EntityManager) => Promise<unknown>]>([
    [
      'remove',
      (m) => m.remove(ApiKey, Object.assign(new ApiKey(), { id: keyOfA, storeId: b.storeId })),
    ],
    ['delete by id', (m) => m.delete(ApiKey, { id: keyOfA })],
    ['an update by id', (m) => m.update(ApiKey, { id: keyOfA }, { name: 'stolen' })],
    [
      'an update that names the other store',
      (m) => m.update(ApiKey, { storeId: a.storeId }, { name: 'stolen' }),
    ],
  ])('%s changes nothing', async (_name, attack) => {
    await as(b, attack);
  });

  it.each<[string, (manager: EntityManager) => Promise<ApiKey[]>]>([
    ['a condition that names the other store', (m) => m.findBy(ApiKey, { storeId: a.storeId })],
    ['alternatives', (m) => m.findBy(ApiKey, [{ storeId: b.storeId }, { id: keyOfA }])],
    [
      'a condition set after the scope',
      (m) =>
        m
          .createQueryBuilder(ApiKey, 'k')
          .where('k.store_id = :store', { store: b.storeId })
          .where('k.id = :id', { id: keyOfA })
          .getMany(),
    ],
    [
      'an alternative to the scope',
      (m) =>
        m
          .createQueryBuilder(ApiKey, 'k')
          .where('k.store_id = :store', { store: b.storeId })
          .orWhere('k.id = :id', { id: keyOfA })
          .getMany(),
    ],
    [
      'the scope’s parameter set again',
      (m) =>
        m
          .createQueryBuilder(ApiKey, 'k')
          .where('k.store_id = :store', { store: b.storeId })
          .setParameter('store', a.storeId)
          .getMany(),
    ],
    [
      'rows joined by id alone',
      (m) =>
        m
          .createQueryBuilder(ApiKey, 'k')
          .innerJoin(ApiKey, 'other', 'other.id = :id', { id: keyOfA })
          .getMany(),
    ],
  ])('%s shows no row of the other store', async (_name, attack) => {
    expect(foreignIn(await as(b, attack))).toEqual([]);
  });
});

describe('the settings of a transaction', () => {
  it.each([
    'RESET ROLE',
    'SET ROLE NONE',
    'SET LOCAL ROLE storehand_platform',
    "SELECT set_config('app.store_id', '', false)",
    'RESET app.store_id',
  ])('do not outlive it, whatever it did: %s', async (statement) => {
    await as(b, (manager) => manager.query(statement)).catch(() => undefined);

    const seen = await Promise.all(
      Array.from({ length: 20 }, () => as(b, (manager) => manager.find(ApiKey))),
    );
    expect(seen.flatMap(foreignIn)).toEqual([]);
    expect(seen.every((keys) => keys.length > 0)).toBe(true);
  });
});
