import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { FixtureSite } from '../../support/fixture-site.js';
import { seconds, timing } from '../measure.js';
import { MeasuredProcess } from '../measured-process.js';
import { endlessShop, startCrawl, untilAsked } from './endless-shop.js';
import { HeldJobs } from './held-jobs.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
/** As many slices as two workers run at once. */
const storesAtOnce = 8;
const shortestLifeMs = 2_000;
const longestLifeMs = 6_000;

/**
 * How long a crawl stands still whose worker is killed: from the SIGKILL until another worker asks the site for a page,
 * while one worker lives on and a new one is started for each that dies. Argument: how many kills.
 */
export async function run([count = '20']: string[]): Promise<void> {
  const sites = await Promise.all(Array.from({ length: storesAtOnce }, endlessShop));
  const hosts = sites.map(({ host }) => host).join(',');
  const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: hosts, CRAWL_EXTRACTION_THREADS: '0' };
  const jobs = await HeldJobs.open();
  const api = await MeasuredProcess.start('api', env);
  const workers = [await aWorker(env), await aWorker(env)];
  try {
    const shops = new Map<string, FixtureSite>();
    for (const site of sites) {
      shops.set((await startCrawl(api.origin, site.origin)).ingestId, site);
    }
    const standstills: number[] = [];
    for (let kills = 0; kills < Number(count); kills += 1) {
      await sleep(randomInt(shortestLifeMs, longestLifeMs));
      const doomed = workers.shift() as MeasuredProcess;
      await doomed.stop('SIGKILL');
      const killedAt = performance.now();
      const next = aWorker(env);
      const held = await jobs.of(doomed.pid);
      const left = held.map(({ ingestId }) => shops.get(ingestId) as FixtureSite);
      const stood = await Promise.all(left.map((site) => untilAsked(site, killedAt)));
      say(`kill ${kills + 1}: ${stood.map(seconds).join(', ')}`);
      standstills.push(...stood);
      workers.push(await next);
    }
    const { p50, p95 } = timing(standstills);
    const figures = `p50 ${seconds(p50)}, p95 ${seconds(p95)}, at most ${seconds(Math.max(...standstills))}`;
    say(`${count} kills, ${standstills.length} crawls in hand went on after ${figures}`);
  } finally {
    await Promise.all([...workers, api].map((door) => door.stop('SIGKILL')));
    await Promise.all(sites.map((site) => site.stop()));
    await jobs.close();
  }
}

const aWorker = (env: Record<string, string>) => MeasuredProcess.start('worker', env);
