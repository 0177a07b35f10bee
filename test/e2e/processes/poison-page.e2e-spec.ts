import { setTimeout as sleep } from 'node:timers/promises';

import { FixtureSite } from '../../support/fixture-site.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { ingestEnd } from '../running-worker.js';
import { DoorProcess } from './door-process.js';

const page = (title: string, text: string) => `<title>${title}</title><main><p>${text}</p></main>`;
const links = (paths: readonly string[]) =>
  paths.map((path) => `<a href="${path}">${path}</a>`).join(' ');

let api: RunningApi;
let site: FixtureSite;

beforeAll(async () => {
  site = await FixtureSite.start();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
});
afterEach(() => DoorProcess.killAll());
afterAll(async () => {
  await api.stop();
  await site.stop();
});

/** A worker that is started again whenever it dies; says how often it did. */
async function keepAlive(): Promise<{ deaths: () => number; stop: () => Promise<void> }> {
  let [deaths, isStopped] = [0, false];
  const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: site.host, CRAWL_EXTRACTION_THREADS: '1' };
  const start = () => DoorProcess.start('worker', env, ['test/support/poison.mjs']);
  let worker = await start();
  const kept = (async () => {
    while (!isStopped) {
      await sleep(50);
      if (!worker.hasEnded) continue;
      deaths += 1;
      worker = await start();
    }
  })();
  const stop = async () => {
    isStopped = true;
    await kept;
    await worker.end('SIGTERM');
  };
  return { deaths: () => deaths, stop };
}

describe('a page that takes down the process that reads it', () => {
  it('is read twice, given up with the reason, costs one worker and no other page, and can be read again', async () => {
    const others = Array.from({ length: 8 }, (_, n) => `/p${n}`);
    site.page('/', page('Home', links(['/poison', ...others])));
    site.onPattern(/^\/p\d$/, ({ url = '' }, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(page(`Page ${url}`, `What ${url} says about oak.`));
    });
    site.page('/poison', page('Poison', 'take-this-process-down'));
    const { client, storeId } = await aStoreWithKey(api.admin);
    const worker = await keepAlive();
    const crawl = async () => {
      const { body } = await client.post('/api/v1/knowledge-base/ingest', { url: site.origin });
      const end = await ingestEnd(client, storeId, String(body['ingest_id']));
      const pages = await client.get(`/api/v1/knowledge-base/${storeId}/pages?limit=100`);
      const items = pages.body['items'] as unknown as Record<string, unknown>[];
      return { end, items, poison: items.find(({ url }) => String(url).endsWith('/poison')) };
    };

    const first = await crawl();

    expect(first.end).toMatchObject({ status: 'live' });
    expect(first.poison).toMatchObject({
      outcome: 'extraction_failed',
      detail: expect.stringContaining('takes down the process'),
    });
    expect(first.items.filter(({ outcome }) => outcome === 'indexed')).toHaveLength(9);
    expect(site.count('/poison')).toBe(2);
    expect(worker.deaths()).toBe(1);

    site.page('/poison', page('Cured', 'It is harmless now.'));
    const again = await crawl();
    expect(again.poison).toMatchObject({ outcome: 'indexed' });
    expect(worker.deaths()).toBe(1);
    await worker.stop();
  }, 200_000);
});
