import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { MeasuredProcess } from '../bench/measured-process.js';
import { ApiClient } from '../e2e/api-client.js';
import { startShop } from '../e2e/running-worker.js';
import { BusyShops } from '../support/outages/busy-shops.js';
import { judgeOutages } from '../support/outages/judge-outages.js';
import { OwnServers } from '../support/outages/own-servers.js';
import { plannedOutages } from '../support/outages/planned-outages.js';
import { type Outage, takeAway, type Way } from '../support/outages/take-away.js';
import { services } from '../support/run-named.js';

const shopCount = 3;
/** Between outages, so that there is work in hand when the next one comes. */
const restMs = 3_000;

type Server = 'postgres' | 'redis';
/** Redis may come back without anything, as where it keeps nothing. */
const waysOf: Record<Server, readonly Way[]> = {
  postgres: ['kill', 'freeze'],
  redis: ['kill', 'freeze', 'empty'],
};

export const bringsServices = true;

/**
 * PostgreSQL and Redis of its own, each taken away so many times for 1 to 20 s while stores are at work: killed, held still,
 * and Redis emptied, in turn. Arguments: how often each, the longest in seconds, the seed, and one server: `postgres`,
 * `redis`, or `alone`, which is a PostgreSQL with the queue in it.
 */
export async function run([times = '20', longest = '20', seed = 'outages', only = '']: string[]) {
  const servers = await OwnServers.start();
  const isAlone = only === 'alone';
  const urls = { ...servers.urls, ...(isAlone && { REDIS_URL: '' }) };
  const { env } = await services({ ...process.env, ...urls });
  const site = await startShop();
  Object.assign(process.env, env);
  const settings = { CRAWL_ALLOWED_PRIVATE_HOSTS: site.host, CRAWL_EXTRACTION_THREADS: '0' };
  const worker = await MeasuredProcess.start('worker', settings);
  const api = await MeasuredProcess.start('api', settings);
  try {
    const probe = new ApiClient(api.origin, env['ADMIN_API_KEY']);
    const shops = await BusyShops.open(probe, site, shopCount);
    const faults: string[] = [];
    for (const name of ['postgres', 'redis'] as const) {
      if (!['', name].includes(isAlone ? 'postgres' : only)) continue;
      const size = { times: Number(times), longest: Number(longest), ways: waysOf[name] };
      const outages: Outage[] = [];
      for (const planned of plannedOutages(`${seed} ${name}`, size)) {
        await sleep(restMs);
        outages.push(await takeAway(servers[name], planned, { api, worker, probe }));
      }
      const judged = judgeOutages(name, outages, shops.asked);
      say(judged.told.join('\n'));
      faults.push(...judged.faults);
    }
    const { acknowledged, lost } = await shops.close();
    say(`${acknowledged} acknowledged writes, ${lost.length} of them lost`);
    assert.deepEqual([...faults, ...lost], []);
  } finally {
    await worker.stop('SIGKILL');
    await api.stop('SIGKILL');
    await site.stop();
    await servers.stop();
  }
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
