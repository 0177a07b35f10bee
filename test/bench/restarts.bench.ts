import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { PlatformRepository } from '@app/tenancy';

import { ApiClient } from '../e2e/api-client.js';
import { FixtureSite } from '../support/fixture-site.js';
import { openRooms } from '../support/rooms.js';
import { seconds, timing } from './measure.js';
import { MeasuredProcess } from './measured-process.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);
/** As many slices as one worker runs at once. */
const stores = 4;
const pageMs = 400;
const pollMs = 100;
const leastLifeMs = 3_000;
const mostLifeMs = 9_000;

/**
 * How long the crawls of a killed worker stand still until the next one goes on with them, from the kill on; that one is
 * started at once. Argument: how many kills.
 */
export async function run([count = '10']: string[]): Promise<void> {
  const sites = await Promise.all(Array.from({ length: stores }, endlessShop));
  const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: sites.map(({ host }) => host).join(',') };
  const rooms = await openRooms();
  const platform = rooms.get(PlatformRepository);
  const api = await MeasuredProcess.start('api', env);
  try {
    for (const site of sites) await startCrawl(api.origin, site.origin);
    const standstills: number[] = [];
    let worker = await MeasuredProcess.start('worker', env);
    for (let kills = 0; kills < Number(count); kills += 1) {
      await sleep(randomInt(leastLifeMs, mostLifeMs));
      await worker.stop('SIGKILL');
      const started = MeasuredProcess.start('worker', env);
      standstills.push(...(await untilAllGoOn(platform)));
      worker = await started;
    }
    await worker.stop();
    const { p50, p95 } = timing(standstills);
    const figures = `p50 ${seconds(p50)}, p95 ${seconds(p95)}, at most ${seconds(Math.max(...standstills))}`;
    say(`${count} kills, ${standstills.length} crawls go on after ${figures}`);
  } finally {
    await api.stop();
    await Promise.all(sites.map((site) => site.stop()));
    await rooms.close();
  }
}

/** Each page leads to the next ten, so that it lasts as long as the benchmark. */
async function endlessShop(): Promise<FixtureSite> {
  const site = await FixtureSite.start();
  return site.onPattern(/^\/\d*$/, async ({ url = '/' }, response) => {
    await sleep(pageMs);
    const first = Number(url.slice(1)) * 10;
    const links = Array.from({ length: 10 }, (_, n) => `<a href="/${first + n + 1}">next</a>`);
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<title>${url}</title><p>Page ${url} is about oak tables.</p>${links.join(' ')}`);
  });
}

async function startCrawl(origin: string, url: string): Promise<void> {
  const admin = new ApiClient(origin, process.env['ADMIN_API_KEY']);
  const { body } = await admin.post('/api/v1/stores', { name: 'Restarted' });
  const store = { store_id: body['id'], url, max_pages: 5_000 };
  await admin.post('/api/v1/knowledge-base/ingest', store);
}

/** Milliseconds from now until each crawl that was worked on shows life again, which no dead worker gives it. */
async function untilAllGoOn(platform: PlatformRepository): Promise<number[]> {
  const read = () =>
    platform.rows<{ id: string; beat: string }>(
      `SELECT id, heartbeat_at::text AS beat FROM ingests WHERE status = 'crawling'`,
    );
  const killedAt = performance.now();
  const still = new Map((await read()).map(({ id, beat }) => [id, beat]));
  const standstills: number[] = [];
  while (still.size > 0) {
    await sleep(pollMs);
    for (const { id, beat } of await read()) {
      if (!still.has(id) || still.get(id) === beat) continue;
      still.delete(id);
      standstills.push(performance.now() - killedAt);
    }
  }
  return standstills;
}
