import { loadavg } from 'node:os';

import { KnowledgeModule } from '@app/knowledge';
import type { TestingModule } from '@nestjs/testing';
import pg from 'pg';

import { openRooms } from '../../support/rooms.js';
import { inTurn, ms, quantile, seconds, timed, timing } from '../measure.js';
import { FirstStore } from './first-store.js';
import { seenPlan } from './seen-plan.js';
import { storeSizes } from './store-sizes.js';
import { WholeStores } from './whole-stores.js';

const known = [100, 300, 1_000, 3_000, 10_000, 30_000];
const typical = 1_000;
const smallIngest = 200;
const questions = 200;
const ingests = 7;

/** Work of one size for processor and database, which tells how busy the machine is with other things. */
const yardstick = 'SELECT count(*) FROM generate_series(1, 20000)';

/** Milliseconds, and what the yardstick took meanwhile. */
interface Cost {
  took: number;
  yard: number;
}

/** What the first step cost, which the others are told beside. */
interface Costs {
  typical: Cost;
  ingest: Cost;
}

/**
 * `scale [stores x chunks…]`: what a search and an ingest cost, how searches are run and what room a chunk takes, as stores and
 * chunks become more, by default 10 x 10,000, 100 x 100,000 and 1,000 x 1,000,000. Stores of each size are made by the real
 * steps and copied row by row; a third to a half of all chunks are in the largest ones. Needs native PostgreSQL.
 */
export async function run(steps: string[]): Promise<void> {
  const ownerUrl = process.env['DATABASE_OWNER_URL'];
  if (!ownerUrl) throw new Error('It needs native PostgreSQL: set DATABASE_URL and REDIS_URL.');
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const rooms = await openRooms({ imports: [KnowledgeModule] });
  const platform = new Platform(rooms, owner, await WholeStores.open(owner));
  let first: Costs | undefined;
  for (const step of steps.length > 0 ? steps : ['10x10000', '100x100000', '1000x1000000']) {
    const [stores = 0, chunks = 0] = step.split('x').map(Number);
    const start = performance.now();
    await platform.grow(stores, chunks);
    say(
      `${step}, grown in ${seconds(performance.now() - start)}, load ${loadavg()[0]?.toFixed(1)}`,
    );
    const costs = await platform.measure(first);
    first ??= costs;
  }
  await rooms.close();
  await owner.end();
}

class Platform {
  /** By their size. */
  private readonly firsts = new Map<number, FirstStore>();
  private readonly count = new Map<number, number>();

  constructor(
    private readonly rooms: TestingModule,
    private readonly owner: pg.Client,
    private readonly whole: WholeStores,
  ) {}

  /** Stores are added where there are fewer of a size than wanted. */
  async grow(stores: number, chunks: number): Promise<void> {
    for (const size of [typical, ...storeSizes(stores, chunks, known)]) await this.first(size);
    const left = new Map(this.count);
    for (const size of storeSizes(stores, chunks, known)) {
      const has = left.get(size) ?? 0;
      left.set(size, has - 1);
      if (has > 0) continue;
      await this.whole.copy((await this.first(size)).scope.storeId);
      this.count.set(size, (this.count.get(size) ?? 0) + 1);
    }
    await this.owner.query('VACUUM ANALYZE');
  }

  private async first(size: number): Promise<FirstStore> {
    const store = this.firsts.get(size) ?? (await FirstStore.load(this.rooms, size));
    this.firsts.set(size, store);
    if (!this.count.has(size)) this.count.set(size, 1);
    return store;
  }

  async measure(base?: Costs): Promise<Costs> {
    const middle = this.firsts.get(typical) as FirstStore;
    const largest = [...this.firsts.values()].reduce((a, b) => (b.chunks > a.chunks ? b : a));
    const cost = await this.search(middle, base?.typical);
    if (largest !== middle) await this.search(largest, cost);
    const ingest = await this.ingest(base?.ingest);
    await this.room();
    return { typical: cost, ingest };
  }

  private async search(store: FirstStore, base?: Cost): Promise<Cost> {
    const method = await store.method();
    const ways = [() => store.ask(), () => this.owner.query(yardstick)];
    const [asked = [], yard = []] = await inTurn(ways, { rounds: questions, warmUp: 20 });
    const { p50, p95 } = timing(asked);
    const cost = { took: p50, yard: quantile(yard, 0.5) };
    say(
      `  search of ${store.chunks} chunks, dense leg ${method}: p50 ${ms(p50)}, p95 ${ms(p95)}${beside(cost, base)}`,
    );
    say(`    reads ${await seenPlan(() => store.ask())}`);
    return cost;
  }

  /** From pages to live, each time into a store of its own. */
  private async ingest(base?: Cost): Promise<Cost> {
    let seed = 0;
    const load = () => FirstStore.load(this.rooms, smallIngest, (seed += 1));
    const loads = await timed(ingests, load, 1);
    const yard = await timed(100, () => this.owner.query(yardstick));
    const cost = { took: quantile(loads, 0.5), yard: quantile(yard, 0.5) };
    say(
      `  ingest of ${smallIngest} chunks, from pages to live: p50 ${ms(cost.took)}${beside(cost, base)}`,
    );
    return cost;
  }

  private async room(): Promise<void> {
    const { rows } = await this.owner.query<{
      name: string;
      bytes: string;
      stores: string;
      chunks: string;
    }>(
      `SELECT relname AS name, pg_total_relation_size(oid) AS bytes,
         (SELECT count(*) FROM stores) AS stores, (SELECT count(*) FROM chunks) AS chunks
       FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       ORDER BY 2 DESC LIMIT 6`,
    );
    const [{ stores = '0', chunks = '1' } = {}] = rows;
    const [whole] = (
      await this.owner.query<{ bytes: string }>(
        'SELECT pg_database_size(current_database()) AS bytes',
      )
    ).rows;
    const each = (bytes: string | undefined) =>
      `${(Number(bytes) / Number(chunks) / 1024).toFixed(1)} KiB`;
    say(
      `  ${stores} stores, ${chunks} chunks: ${(Number(whole?.bytes) / 1024 ** 3).toFixed(2)} GiB, ${each(whole?.bytes)} a chunk:`,
    );
    say(`    ${rows.map(({ name, bytes }) => `${name} ${each(bytes)}`).join(', ')}`);
  }
}

/** How many times the other, for the largest store that of the usual size; and so without what the machine became busier or idler meanwhile. */
function beside({ took, yard }: Cost, base?: Cost): string {
  if (base === undefined) return ` (yardstick ${ms(yard)})`;
  const drift = yard / base.yard;
  return ` (p50 ${(took / base.took).toFixed(2)} ×, by the yardstick ${(took / base.took / drift).toFixed(2)} ×)`;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
