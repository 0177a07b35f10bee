import { ApiClient } from '../e2e/api-client.js';
import { rowsBuiltFor } from '../e2e/processes/rows-built.js';
import { ChangingShop } from './kills/changing-shop.js';
import { differences } from './kills/compare-rows.js';
import { Kills, liveDoomed } from './kills/doomed-worker.js';
import { HeldJobs } from './kills/held-jobs.js';
import { RebuiltStore } from './kills/rebuilt-store.js';
import { seconds, timing } from './measure.js';
import { MeasuredProcess } from './measured-process.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const workersAtOnce = 2;
/** More than two workers take at once, so that each kill meets work. Each has a site, and so a host, of its own. */
const storesAtOnce = 8;

/**
 * Kills workers at random moments while stores are crawled, crawled again after their site has changed, imported into,
 * refreshed and indexed again, then compares the rows of each store with those of one that nobody disturbed. Argument:
 * how many kills.
 */
export async function run([count = '100']: string[]): Promise<void> {
  const shops = await Promise.all(Array.from({ length: storesAtOnce }, () => ChangingShop.open()));
  const hosts = shops.map(({ host }) => host).join(',');
  const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: hosts, CRAWL_EXTRACTION_THREADS: '0' };
  const jobs = await HeldJobs.open();
  const api = await MeasuredProcess.start('api', env);
  const admin = new ApiClient(api.origin, process.env['ADMIN_API_KEY']);
  try {
    const calm = await undisturbed(admin, shops[0] as ChangingShop, env);
    tell('undisturbed', [calm]);
    const kills = new Kills(Number(count), jobs);
    const startedAt = performance.now();
    const stores = await disturbed(admin, shops, { env, kills });
    say(
      `${count} kills in ${seconds(performance.now() - startedAt)} had in hand: ${kills.summary}`,
    );
    tell('disturbed', stores);
    const rowsOf = ({ storeId }: RebuiltStore) => rowsBuiltFor(jobs.platform, storeId);
    const expected = await rowsOf(calm);
    let equal = 0;
    for (const store of stores) {
      const found = differences(await rowsOf(store), expected);
      if (found.length === 0) equal += 1;
      else say(`store ${store.storeId} differs:\n  ${found.join('\n  ')}`);
    }
    say(`${count} kills: ${equal} of ${stores.length} stores as undisturbed, row for row`);
  } finally {
    await api.stop();
    await Promise.all(shops.map((shop) => shop.stop()));
    await jobs.close();
  }
}

async function undisturbed(
  admin: ApiClient,
  shop: ChangingShop,
  env: Record<string, string>,
): Promise<RebuiltStore> {
  const worker = await MeasuredProcess.start('worker', env);
  const store = await RebuiltStore.build(admin, shop);
  await worker.stop();
  return store;
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
  await kills.tidied();
  await Promise.all((await workers).map((worker) => worker.stop()));
  return built;
}

function tell(how: string, stores: readonly RebuiltStore[]): void {
  say(`${how}, an ingest took ${spread(stores)}`);
  for (const { storeId, complaints } of stores) {
    for (const complaint of complaints) say(`store ${storeId}: ${complaint}`);
  }
}

function spread(stores: readonly RebuiltStore[]): string {
  const took = stores.flatMap((store) => store.tookMs);
  const { p50, p95 } = timing(took);
  return `p50 ${seconds(p50)}, p95 ${seconds(p95)}, at most ${seconds(Math.max(...took))}`;
}
