import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { timing } from '../bench/measure.js';
import { MeasuredProcess } from '../bench/measured-process.js';
import { ApiClient } from '../e2e/api-client.js';
import { startShop } from '../e2e/running-worker.js';
import { type Asked, BusyShops } from '../support/outages/busy-shops.js';
import { OwnServers } from '../support/outages/own-servers.js';
import { type Outage, takeAway, type Way } from '../support/outages/take-away.js';
import type { startTestServices } from '../support/test-services.mjs';

const shopCount = 3;
/** Between outages, so that there is work in hand when the next one comes. */
const restMs = 3_000;
const longestSeconds = 20;
/** The bars. A request that began before the outage has until then, too; the rest is this machine's. */
const refusedWithinMs = 1_000;
const slackMs = 500;
const healthyWithinMs = 5_000;
const mostLines = 10;
const mostCore = 0.1;

/**
 * PostgreSQL and Redis of its own, each taken away so many times for 1 to 20 s while stores are at work: killed, and
 * every other time held still. Arguments: how often each, the longest in seconds, the ways (`kill,freeze`).
 */
export async function run([
  times = '20',
  longest = String(longestSeconds),
  ways = 'kill,freeze',
]: string[]) {
  const servers = await OwnServers.start();
  const services = await servicesOn(servers);
  const site = await startShop();
  Object.assign(process.env, services.env);
  const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: site.host, CRAWL_EXTRACTION_THREADS: '0' };
  const worker = await MeasuredProcess.start('worker', env);
  const api = await MeasuredProcess.start('api', env);
  try {
    const admin = new ApiClient(api.origin, process.env['ADMIN_API_KEY']);
    const shops = await BusyShops.open(admin, site, shopCount);
    const plan = { times: Number(times), longest: Number(longest), ways: ways.split(',') as Way[] };
    for (const name of ['postgres', 'redis'] as const) {
      const outages: Outage[] = [];
      for (let n = 0; n < plan.times; n += 1) {
        await sleep(restMs);
        const way = plan.ways[n % plan.ways.length] as Way;
        const seconds = 1 + ((plan.longest - 1) * n) / Math.max(1, plan.times - 1);
        outages.push(await takeAway(servers[name], { way, seconds }, { worker, probe: admin }));
      }
      judge(name, outages, shops.asked);
    }
    const { acknowledged, lost } = await shops.close();
    say(`${acknowledged} acknowledged writes, ${lost.length} of them lost`);
    assert.deepEqual(lost, []);
  } finally {
    await worker.stop('SIGKILL');
    await api.stop('SIGKILL');
    await site.stop();
    await servers.stop();
  }
}

function judge(name: string, outages: readonly Outage[], asked: readonly Asked[]): void {
  const during = asked.filter(({ startedAt, ms }) =>
    outages.some((one) => startedAt + ms > one.startedAt && startedAt < one.endedAt),
  );
  const refused = during.filter(({ status }) => status === 503).map(({ ms }) => ms);
  const all = timing(during.map(({ ms }) => ms));
  const healthy = timing(outages.map(({ healthyAfterMs }) => healthyAfterMs));
  const lines = Math.max(...outages.map(({ linesPerSecond }) => linesPerSecond));
  const away = outages.reduce((sum, one) => sum + one.endedAt - one.startedAt, 0);
  const core = outages.reduce(
    (sum, one) => sum + (one.coreShare * (one.endedAt - one.startedAt)) / away,
    0,
  );
  const other = during.filter(({ status }) => status >= 500 && status !== 503);
  const longest = Math.max(0, ...during.map(({ ms }) => ms));
  say(`${name} away ${outages.length} times, ${(away / 1_000).toFixed(0)} s in all`);
  say(`  ${during.length} requests meanwhile (${countsOf(during)}), ${refused.length} refused`);
  say(
    `  answered after p50 ${all.p50.toFixed(0)}, p95 ${all.p95.toFixed(0)}, at most ${longest} ms`,
  );
  say(`  healthy after p50 ${healthy.p50.toFixed(0)}, p95 ${healthy.p95.toFixed(0)} ms`);
  say(
    `  worker: at most ${lines.toFixed(1)} lines a second, ${(core * 100).toFixed(1)} % of a core`,
  );
  const slow = during.filter(({ ms }) => ms > refusedWithinMs + slackMs);
  say(`  slower than the bar: ${JSON.stringify(slow.slice(0, 10))}`);
  assert.equal(other.length, 0, `other failures: ${JSON.stringify(other.slice(0, 5))}`);
  assert.equal(slow.length, 0, `${slow.length} requests took too long`);
  const slowest = Math.max(...outages.map(({ healthyAfterMs }) => healthyAfterMs));
  assert.ok(slowest <= healthyWithinMs, `healthy only after ${slowest} ms`);
  assert.ok(lines <= mostLines, `${lines.toFixed(1)} lines a second`);
  assert.ok(core <= mostCore, `${(core * 100).toFixed(1)} % of a core`);
}

function countsOf(asked: readonly Asked[]): string {
  const counts = new Map<string, number>();
  for (const { what, status } of asked) {
    counts.set(`${what} ${status}`, (counts.get(`${what} ${status}`) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${name}: ${count}`).join(', ');
}

/** A migrated database and a login on the servers of this proof; the script of the test support is not compiled. */
async function servicesOn({ urls }: OwnServers): ReturnType<typeof startTestServices> {
  const script = path.resolve('test/support/test-services.mjs');
  const support = (await import(script)) as { startTestServices: typeof startTestServices };
  return support.startTestServices({ ...process.env, ...urls });
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
