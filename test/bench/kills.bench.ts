import { isDeepStrictEqual } from 'node:util';

import { PlatformRepository } from '@app/tenancy';

import { ApiClient } from '../e2e/api-client.js';
import { everyEndingShop } from '../e2e/processes/every-ending-shop.js';
import { rowsBuiltFor } from '../e2e/processes/rows-built.js';
import type { FixtureSite } from '../support/fixture-site.js';
import { openRooms } from '../support/rooms.js';
import { type Kills, liveDoomed } from './kills/doomed-worker.js';
import { RebuiltStore } from './kills/rebuilt-store.js';
import { timing } from './measure.js';
import { MeasuredProcess } from './measured-process.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const workersAtOnce = 2;
/** More than two workers take at once, so that each kill meets work. */
const storesAtOnce = 10;

/**
 * Kills workers at random moments while stores are crawled and indexed again, then compares the rows of
 * each store with those of one that nobody disturbed. Argument: how many kills.
 */
export async function run([count = '100']: string[]): Promise<void> {
  const site = await everyEndingShop();
  const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: site.host, CRAWL_EXTRACTION_THREADS: '0' };
  const rooms = await openRooms();
  const rowsOf = ({ storeId }: RebuiltStore) =>
    rowsBuiltFor(rooms.get(PlatformRepository), storeId);
  const api = await MeasuredProcess.start('api', env);
  const admin = new ApiClient(api.origin, process.env['ADMIN_API_KEY']);
  try {
    const calm = await undisturbed(admin, site, env);
    say(`undisturbed: ${calm.seconds.map((took) => took.toFixed(1)).join(' + ')} s`);
    const stores = await disturbed(admin, site, { env, count: Number(count) });
    const expected = await rowsOf(calm);
    let equal = 0;
    for (const store of stores) {
      const rows = await rowsOf(store);
      if (isDeepStrictEqual(rows, expected)) equal += 1;
      else say(`store ${store.storeId} differs: ${differences(rows, expected).join('\n  ')}`);
    }
    say(`${count} kills: ${equal} of ${stores.length} stores as undisturbed, row for row`);
    say(`an ingest took ${spread(stores.flatMap(({ seconds }) => seconds))}`);
  } finally {
    await api.stop();
    await site.stop();
    await rooms.close();
  }
}

async function undisturbed(admin: ApiClient, site: FixtureSite, env: Record<string, string>) {
  const worker = await MeasuredProcess.start('worker', env);
  const store = await RebuiltStore.build(admin, site.origin);
  await worker.stop();
  return store;
}

/** New stores begin as others end, until there were kills enough; those that have begun are then waited for. */
async function disturbed(
  admin: ApiClient,
  site: FixtureSite,
  { env, count }: { env: Record<string, string>; count: number },
): Promise<RebuiltStore[]> {
  const kills: Kills = { left: count };
  const built: RebuiltStore[] = [];
  const owner = async () => {
    do built.push(await RebuiltStore.build(admin, site.origin));
    while (kills.left > 0);
  };
  const workers = Promise.all(Array.from({ length: workersAtOnce }, () => liveDoomed(env, kills)));
  await Promise.all(Array.from({ length: storesAtOnce }, owner));
  await Promise.all((await workers).map((worker) => worker.stop()));
  return built;
}

type Rows = Record<string, unknown[]>;

/** What one has and the other has not, by table. */
function differences(rows: Rows, expected: Rows): string[] {
  const left = (one: unknown[] = [], other: unknown[] = []) => {
    const known = new Set(other.map((row) => JSON.stringify(row)));
    return one.map((row) => JSON.stringify(row)).filter((row) => !known.has(row));
  };
  return Object.keys(expected)
    .filter((table) => !isDeepStrictEqual(rows[table], expected[table]))
    .map((table) => {
      const [more, missing] = [
        left(rows[table], expected[table]),
        left(expected[table], rows[table]),
      ];
      return `${table}: has ${more.slice(0, 3).join()}; lacks ${missing.slice(0, 3).join()}`;
    });
}

function spread(seconds: number[]): string {
  const { p50, p95 } = timing(seconds);
  return `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, at most ${Math.max(...seconds).toFixed(1)} s`;
}
