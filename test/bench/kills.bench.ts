import { PlatformRepository } from '@app/tenancy';

import { ApiClient } from '../e2e/api-client.js';
import { rowsBuiltFor } from '../e2e/processes/rows-built.js';
import { openRooms } from '../support/rooms.js';
import { ChangingShop } from './kills/changing-shop.js';
import { differences, type Rows } from './kills/compare-rows.js';
import { Kills, liveDoomed } from './kills/doomed-worker.js';
import { RebuiltStore } from './kills/rebuilt-store.js';
import { timing } from './measure.js';
import { MeasuredProcess } from './measured-process.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const workersAtOnce = 2;
/** More than two workers take at once, so that each kill meets work. */
const shopCount = 4;

/**
 * Kills workers at random moments while stores are crawled, crawled again after their site has changed, imported into,
 * refreshed and indexed again, then compares the rows of each store with those of one of the same site that nobody
 * disturbed. Argument: how many kills.
 */
export async function run([count = '100']: string[]): Promise<void> {
  const shops = await Promise.all(Array.from({ length: shopCount }, () => ChangingShop.open()));
  const hosts = shops.map(({ host }) => host).join(',');
  const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: hosts, CRAWL_EXTRACTION_THREADS: '0' };
  const rooms = await openRooms();
  const platform = rooms.get(PlatformRepository);
  const api = await MeasuredProcess.start('api', env);
  const admin = new ApiClient(api.origin, process.env['ADMIN_API_KEY']);
  try {
    const calm = await undisturbed(admin, shops, env);
    say(`undisturbed, an ingest took ${spread(calm)}`);
    tellComplaints(calm);
    const kills = new Kills(Number(count), platform);
    const stores = await disturbed(admin, shops, { env, kills });
    say(`${count} kills, at which there was work on: ${kills.summary}`);
    tellComplaints(stores);
    const rowsOf = ({ storeId }: RebuiltStore) => rowsBuiltFor(platform, storeId);
    const expected = new Map<ChangingShop, Rows>();
    for (const store of calm) expected.set(store.shop, await rowsOf(store));
    let equal = 0;
    for (const store of stores) {
      const found = differences(await rowsOf(store), expected.get(store.shop) ?? {});
      if (found.length === 0) equal += 1;
      else say(`store ${store.storeId} differs:\n  ${found.join('\n  ')}`);
    }
    say(`${count} kills: ${equal} of ${stores.length} stores as undisturbed, row for row`);
    say(`an ingest took ${spread(stores)}`);
  } finally {
    await api.stop();
    await Promise.all(shops.map((shop) => shop.stop()));
    await rooms.close();
  }
}

async function undisturbed(
  admin: ApiClient,
  shops: readonly ChangingShop[],
  env: Record<string, string>,
): Promise<RebuiltStore[]> {
  const worker = await MeasuredProcess.start('worker', env);
  const stores = await Promise.all(shops.map((shop) => RebuiltStore.build(admin, shop)));
  await worker.stop();
  return stores;
}

/** New stores begin as others end, until there were kills enough; those that have begun are then waited for. */
async function disturbed(
  admin: ApiClient,
  shops: readonly ChangingShop[],
  { env, kills }: { env: Record<string, string>; kills: Kills },
): Promise<RebuiltStore[]> {
  const built: RebuiltStore[] = [];
  const owner = async (shop: ChangingShop) => {
    do built.push(await RebuiltStore.build(admin, shop));
    while (kills.left > 0);
  };
  const workers = Promise.all(Array.from({ length: workersAtOnce }, () => liveDoomed(env, kills)));
  await Promise.all(shops.map(owner));
  await Promise.all((await workers).map((worker) => worker.stop()));
  return built;
}

function tellComplaints(stores: readonly RebuiltStore[]): void {
  for (const { storeId, complaints } of stores) {
    for (const complaint of complaints) say(`store ${storeId}: ${complaint}`);
  }
}

function spread(stores: readonly RebuiltStore[]): string {
  const seconds = stores.flatMap((store) => store.seconds);
  const { p50, p95 } = timing(seconds);
  return `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, at most ${Math.max(...seconds).toFixed(1)} s`;
}
