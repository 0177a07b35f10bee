import { setTimeout as sleep } from 'node:timers/promises';

import { ApiClient } from '../e2e/api-client.js';
import { FixtureSite } from '../support/fixture-site.js';
import { waitFor } from '../support/wait-for.js';
import { timing } from './measure.js';
import { MeasuredProcess } from './measured-process.js';

const smallPages = 5;
const equalStores = 10;
/** Long enough for each equal store to have had many turns. */
const watchMs = 60_000;

/**
 * How long a small store waits for its first page while the only worker crawls a store of many pages, and how evenly ten
 * equal stores advance (Jain's index: 1 when all get the same). Argument: the pages of the large store.
 */
export async function run([pages = '10000']: string[]): Promise<void> {
  const sites = await Promise.all(
    Array.from({ length: 1 + equalStores }, () => aSite(Number(pages))),
  );
  const env = {
    CRAWL_ALLOWED_PRIVATE_HOSTS: sites.map(({ host }) => host).join(','),
    CRAWL_EXTRACTION_THREADS: '0',
  };
  const worker = await MeasuredProcess.start('worker', env);
  const api = await MeasuredProcess.start('api', env);
  const admin = new ApiClient(api.origin, process.env['ADMIN_API_KEY']);
  try {
    await besideALargeOne(admin, sites as [FixtureSite, ...FixtureSite[]], Number(pages));
    await besideEquals(admin, sites.slice(1), Number(pages));
  } finally {
    await worker.stop('SIGKILL');
    await api.stop('SIGKILL');
    await Promise.all(sites.map((site) => site.stop()));
  }
}

async function besideALargeOne(
  admin: ApiClient,
  [large, ...others]: [FixtureSite, ...FixtureSite[]],
  pages: number,
): Promise<void> {
  await start(admin, large, pages);
  await waitFor(() => large.requests.length > 100, { timeoutMs: 120_000 });
  const waits: number[] = [];
  for (const site of others) {
    const startedAt = performance.now();
    await start(admin, site, smallPages);
    await waitFor(() => site.requests.length > 0, { timeoutMs: 120_000, everyMs: 10 });
    waits.push((performance.now() - startedAt) / 1_000);
  }
  const { p50, p95 } = timing(waits);
  const far = large.requests.length;
  say(`beside a store of ${pages} pages (${far} asked for), a store of ${smallPages}`);
  say(`  waits for its first request: p50 ${p50.toFixed(2)} s, p95 ${p95.toFixed(2)} s`);
}

async function besideEquals(admin: ApiClient, sites: FixtureSite[], pages: number): Promise<void> {
  sites.forEach((site) => (site.requests.length = 0));
  await Promise.all(sites.map((site) => start(admin, site, pages)));
  await sleep(watchMs);
  const shares = sites.map(({ requests }) => requests.length);
  const sum = shares.reduce((one, other) => one + other, 0);
  const jain = sum ** 2 / (shares.length * shares.reduce((all, share) => all + share ** 2, 0));
  say(
    `${equalStores} equal stores beside it: ${shares.join(', ')} requests in ${watchMs / 1_000} s`,
  );
  say(`  Jain's index ${jain.toFixed(3)}`);
}

async function start(admin: ApiClient, site: FixtureSite, maxPages: number): Promise<void> {
  const { body: store } = await admin.post('/api/v1/stores', { name: 'Fair' });
  const body = { store_id: store['id'], url: site.origin, max_pages: maxPages };
  const { status, text } = await admin.post('/api/v1/knowledge-base/ingest', body);
  if (status !== 202) throw new Error(`It did not start: ${text}`);
}

async function aSite(pages: number): Promise<FixtureSite> {
  const site = await FixtureSite.start();
  site.onPattern(/^\/(\d+)?$/, ({ url = '' }, response) => {
    const n = Number(url.slice(1));
    const next = Array.from({ length: 10 }, (_, i) => n * 10 + i + 1).filter((to) => to < pages);
    const links = next.map((to) => `<a href="/${to}">Article ${to}</a>`).join(' ');
    const text = `<p>Article number ${n} is made of oak and oiled ${n + 2} times.</p>`;
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<title>Article ${n}</title><main><h1>Article ${n}</h1>${text}${links}</main>`);
  });
  return site;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);
