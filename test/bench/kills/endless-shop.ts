import { setTimeout as sleep } from 'node:timers/promises';

import { ApiClient } from '../../e2e/api-client.js';
import { FixtureSite } from '../../support/fixture-site.js';

const pageMs = 300;
const pollMs = 50;
const giveUpMs = 120_000;

/** Each page leads to the next ten, so that it lasts as long as the benchmark. */
export async function endlessShop(): Promise<FixtureSite> {
  const site = await FixtureSite.start();
  return site.onPattern(/^\/\d*$/, async ({ url = '/' }, response) => {
    await sleep(pageMs);
    const first = Number(url.slice(1)) * 10;
    const links = Array.from({ length: 10 }, (_, n) => `<a href="/${first + n + 1}">next</a>`);
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<title>${url}</title><p>Page ${url} is about oak tables.</p>${links.join(' ')}`);
  });
}

export interface StartedCrawl {
  storeId: string;
  ingestId: string;
}

/** Of a new store. */
export async function startCrawl(origin: string, url: string): Promise<StartedCrawl> {
  const admin = new ApiClient(origin, process.env['ADMIN_API_KEY']);
  const { body: store } = await admin.post('/api/v1/stores', { name: 'Restarted' });
  const wanted = { store_id: store['id'], url, max_pages: 5_000 };
  const { body } = await admin.post('/api/v1/knowledge-base/ingest', wanted);
  return { storeId: String(store['id']), ingestId: String(body['ingest_id']) };
}

/** Milliseconds from the kill; what the dead one had asked for is counted by then. */
export async function untilAsked(site: FixtureSite, killedAt: number): Promise<number> {
  const { length } = site.requests;
  while (site.requests.length === length) {
    const passedMs = performance.now() - killedAt;
    if (passedMs > giveUpMs) throw new Error(`${site.host} was left alone for ${giveUpMs} ms`);
    await sleep(pollMs);
  }
  return performance.now() - killedAt;
}
