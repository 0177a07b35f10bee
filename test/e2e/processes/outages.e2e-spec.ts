import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { FixtureSite } from '../../support/fixture-site.js';
import { BusyShops } from '../../support/outages/busy-shops.js';
import { canStartServers, OwnServers } from '../../support/outages/own-servers.js';
import { type Outage, takeAway } from '../../support/outages/take-away.js';
import { DoorProcess } from '../../support/processes/door-process.js';
import type { startTestServices } from '../../support/test-services.mjs';
import { ApiClient } from '../api-client.js';
import { startShop } from '../running-worker.js';

/** Where the suites run on servers; ``outages.proof.ts` is the long form, with the times. */
const onServers = process.env['REDIS_URL'] && canStartServers ? describe : describe.skip;

/** While PostgreSQL is away nothing can be served; without Redis, all of it. */
const plan = [
  { server: 'postgres', way: 'kill', seconds: 2 },
  { server: 'postgres', way: 'freeze', seconds: 4 },
  { server: 'redis', way: 'freeze', seconds: 2 },
  { server: 'redis', way: 'empty', seconds: 1 },
] as const;

let servers: OwnServers;
let env: Record<string, string>;
let site: FixtureSite;

onServers('outages of a few seconds, while stores are at work', () => {
  beforeAll(async () => {
    servers = await OwnServers.start();
    const script = path.resolve('test/support/test-services.mjs');
    const support = (await import(script)) as { startTestServices: typeof startTestServices };
    const services = await support.startTestServices({ ...process.env, ...servers.urls });
    site = await startShop();
    env = { ...services.env, CRAWL_ALLOWED_PRIVATE_HOSTS: site.host };
  }, 120_000);
  afterAll(async () => {
    await DoorProcess.endAll();
    await site.stop();
    await servers.stop();
  });

  it('of PostgreSQL and of Redis loses no acknowledged write and no crawl, and ends as it began', async () => {
    const worker = await DoorProcess.start('worker', env);
    const api = await DoorProcess.start('api', env);
    const admin = new ApiClient(api.origin, env['ADMIN_API_KEY']);
    const shops = await BusyShops.open(admin, site, 2);

    const doors = { api, worker, probe: admin };
    const outages: Outage[] = [];
    for (const { server, ...planned } of plan) {
      await sleep(2_000);
      outages.push(await takeAway(servers[server], planned, doors));
    }
    const { acknowledged, lost } = await shops.close();

    expect(acknowledged).toBeGreaterThan(0);
    expect(lost).toEqual([]);
    const statuses = new Set(shops.asked.map(({ status }) => status));
    expect([...statuses].filter((status) => status === 0 || status === 500)).toEqual([]);
    const whileAway = shops.asked.filter(({ startedAt, ms }) =>
      outages.slice(0, 2).some((one) => startedAt > one.startedAt && startedAt + ms < one.endedAt),
    );
    expect(new Set(whileAway.map(({ status }) => status))).toEqual(new Set([503]));
    expect(whileAway.filter(({ isProblem }) => !isProblem)).toEqual([]);
    for (const { loads } of outages) expect(loads.worker.linesPerSecond).toBeLessThanOrEqual(10);
  }, 300_000);
});
