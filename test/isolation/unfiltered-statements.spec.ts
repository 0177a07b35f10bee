import { AgentModule } from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { PlatformRepository, StoresService } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { ForeignTrace } from '../proofs/soaking/foreign-trace.js';
import { type SoakedStore, soakedStores } from '../proofs/soaking/soaked-stores.js';
import { soundWork } from '../proofs/soaking/soaked-work.js';
import { openRooms } from '../support/rooms.js';
import { unfiltered, unfilteredDriver } from '../support/sql-witness/unfiltered-driver.js';
import { rowsOf } from './rows-of.js';

let rooms: TestingModule;
let a: SoakedStore;
let b: SoakedStore;
let putBack = () => undefined as void;

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule, AgentModule] });
  [a, b] = (await soakedStores(rooms, 2)) as [SoakedStore, SoakedStore];
});
afterAll(() => rooms.close());
afterEach(() => putBack());

const rowsNow = ({ scope }: SoakedStore) => rowsOf(rooms.get(PlatformRepository), scope.storeId);

/** Everything that the services of a store give; without filters some of it fails, which shows nothing either. */
async function everythingOf(store: SoakedStore): Promise<unknown[]> {
  const given: unknown[] = [];
  for (const work of soundWork(rooms)) given.push(await work(store).catch(() => 'failed'));
  return given;
}

const foreign = (given: unknown[], store: SoakedStore) =>
  given.filter((one) => new ForeignTrace([a, b]).in(one, store) !== null);

describe('the switch that takes the filters out', () => {
  it.each([
    ['SELECT a FROM t WHERE store_id = $1', 'SELECT a FROM t WHERE ($1::uuid IS NOT NULL)'],
    ['SELECT a FROM t x WHERE x.store_id = $12', 'SELECT a FROM t x WHERE ($12::uuid IS NOT NULL)'],
    ['WHERE "P"."store_id" = $1', 'WHERE ($1::uuid IS NOT NULL)'],
    ['JOIN u ON u.store_id = t.store_id AND u.id = t.u', 'JOIN u ON true AND u.id = t.u'],
    ['INSERT INTO t (store_id) VALUES ($1)', 'INSERT INTO t (store_id) VALUES ($1)'],
  ])('leaves nothing of them: %s', (sql, without) => {
    expect(unfiltered(sql)).toBe(without);
  });

  it('would show other stores, were it not for row-level security', async () => {
    putBack = unfilteredDriver({ asPlatform: true });

    const given = await everythingOf(a);

    // which rows a statement without its store gives first is the database's to say, and other suites have stores, too
    expect(foreign(given, a).length).toBeGreaterThan(0);
  });
});

describe('the statements of all services without a filter, held by row-level security alone', () => {
  it('give no store a row of another, and change none', async () => {
    const rowsOfB = await rowsNow(b);
    putBack = unfilteredDriver();

    const given = await everythingOf(a);

    expect(foreign(given, a)).toEqual([]);
    expect(given.filter((one) => JSON.stringify(one)?.includes(a.mark)).length).toBeGreaterThan(10);
    putBack();
    expect(await rowsNow(b)).toBe(rowsOfB);
  });

  it('erase a store and nothing of another, in every table', async () => {
    const rowsOfB = await rowsNow(b);
    putBack = unfilteredDriver();

    await rooms.get(StoresService).remove(a.scope);

    putBack();
    const left = (await rowsNow(a)).split('\n').filter((line) => !/: 0 ?$/.test(line));
    expect(left).toEqual([]);
    expect(await rowsNow(b)).toBe(rowsOfB);
  });
});
