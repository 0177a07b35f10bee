import { setTimeout as sleep } from 'node:timers/promises';

import { FixtureSite } from '../../support/fixture-site.js';
import { DoorProcess } from '../../support/processes/door-process.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { ingestEnd } from '../running-worker.js';

const page = (title: string, text: string) => `<title>${title}</title><main><p>${text}</p></main>`;
const links = (paths: readonly string[]) =>
  paths.map((path) => `<a href="${path}">${path}</a>`).join(' ');
const others = Array.from({ length: 8 }, (_, n) => `/p${n}`);

let api: RunningApi;
let site: FixtureSite;

beforeAll(async () => {
  site = await FixtureSite.start();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
});
beforeEach(() => {
  site.reset();
  site.page('/', page('Home', links(['/poison', ...others])));
  site.onPattern(/^\/p\d$/, ({ url = '' }, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(page(`Page ${url}`, `What ${url} says about oak.`));
  });
});
afterEach(() => DoorProcess.endAll());
afterAll(async () => {
  await api.stop();
  await site.stop();
});

/** A worker that is started again whenever it dies; says how often it did. */
async function keepAlive(threads: string) {
  let [deaths, isStopped] = [0, false];
  const env = { CRAWL_ALLOWED_PRIVATE_HOSTS: site.host, CRAWL_EXTRACTION_THREADS: threads };
  const start = () => DoorProcess.start('worker', env, { imports: ['test/support/poison.mjs'] });
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

async function aCrawledStore() {
  const { client, storeId } = await aStoreWithKey(api.admin);
  const base = `/api/v1/knowledge-base/${storeId}`;
  const result = async (id: string) => {
    const end = await ingestEnd(client, storeId, id);
    const pages = await client.get(`${base}/pages?limit=100`);
    const items = pages.body['items'] as unknown as Record<string, unknown>[];
    return { id, end, items, poison: items.find(({ url }) => String(url).endsWith('/poison')) };
  };
  const crawl = async () => {
    const { body } = await client.post('/api/v1/knowledge-base/ingest', { url: site.origin });
    return result(String(body['ingest_id']));
  };
  const resume = async (id: string) => {
    await client.post(`${base}/ingests/${id}/resume`, {});
    return result(id);
  };
  return { crawl, resume };
}

describe('a page that takes down the process that works on it', () => {
  it.each([
    ['in a thread', '1'],
    ['in the worker itself', '0'],
  ])(
    'read %s, is given up at the second time with the reason, costs one worker and no other page, and can be read again',
    async (_where, threads) => {
      site.page('/poison', page('Poison', 'take-this-process-down'));
      const { crawl } = await aCrawledStore();
      const worker = await keepAlive(threads);

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
    },
    200_000,
  );

  it('when it is indexed, ends the ingest at the second time with the reason, and a resume goes on once that is cured', async () => {
    site.page('/poison', page('Poison', 'take-the-indexing-process-down'));
    const { crawl, resume } = await aCrawledStore();
    const worker = await keepAlive('0');

    const first = await crawl();

    expect(first.end).toMatchObject({
      status: 'failed',
      error: { code: 'KNOWLEDGE_INGEST_STUCK' },
    });
    expect(worker.deaths()).toBe(1);
    await worker.stop();

    await DoorProcess.start('worker', { CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
    const again = await resume(first.id);
    expect(again.end).toMatchObject({ status: 'live' });
    expect(again.poison).toMatchObject({ outcome: 'indexed' });
    expect(site.count('/poison')).toBe(1);
  }, 200_000);
});
