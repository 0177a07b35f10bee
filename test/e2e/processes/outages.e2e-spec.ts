import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { FixtureSite } from '../../support/fixture-site.js';
import { BusyShops } from '../../support/outages/busy-shops.js';
import { canStartServers, OwnServers } from '../../support/outages/own-servers.js';
import { takeAway } from '../../support/outages/take-away.js';
import type { startTestServices } from '../../support/test-services.mjs';
import { ApiClient } from '../api-client.js';
import { startShop } from '../running-worker.js';
import { DoorProcess } from './door-process.js';

/** Where the suites run on servers; ``outages.proof.ts` is the long form, with the times. */
const onServers = process.env['REDIS_URL'] && canStartServers ? describe : describe.skip;

let servers: OwnServers;
let env: Record<string, string>;
let site: FixtureSite;

onServers('an outage of a second or two, while stores are at work', () => {
  beforeAll(async () => {
    servers = await OwnServers.start();
    const script = path.resolve('test/support/test-services.mjs');
    const support = (await import(script)) as { startTestServices: typeof startTestServices };
    const services = await support.startTestServices({ ...process.env, ...servers.urls });
    site = await startShop();
    env = { ...services.env, CRAWL_ALLOWED_PRIVATE_HOSTS: site.host };
  }, 120_000);
  afterAll(async () => {
    await DoorProcess.killAll();
    await site.stop();
    await servers.stop();
  });

  it('of PostgreSQL and of Redis loses no acknowledged write and no crawl, and ends as it began', async () => {
    const worker = await DoorProcess.start('worker', env);
    const api = await DoorProcess.start('api', env);
    const admin = new ApiClient(api.origin, env['ADMIN_API_KEY']);
    const shops = await BusyShops.open(admin, site, 2);

    await sleep(2_000);
    const doors = { api, worker, probe: admin };
    const first = await takeAway(servers.postgres, { way: 'kill', seconds: 2 }, doors);
    await sleep(2_000);
    const second = await takeAway(servers.redis, { way: 'kill', seconds: 1 }, doors);
    const { acknowledged, lost } = await shops.close();

    expect(acknowledged).toBeGreaterThan(0);
    expect(lost).toEqual([]);
    const statuses = new Set(shops.asked.map(({ status }) => status));
    expect([...statuses].filter((status) => status === 0 || status === 500)).toEqual([]);
    const during = shops.asked.filter(
      ({ startedAt, ms }) => startedAt > first.startedAt && startedAt + ms < first.endedAt,
    );
    expect(new Set(during.map(({ status }) => status))).toEqual(new Set([503]));
    for (const { loads } of [first, second])
      expect(loads.worker.linesPerSecond).toBeLessThanOrEqual(10);
  }, 300_000);
});
