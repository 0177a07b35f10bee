import { setTimeout as sleep } from 'node:timers/promises';

import { FixtureSite } from '../../support/fixture-site.js';
import { DoorProcess } from '../../support/processes/door-process.js';
import { waitFor } from '../../support/wait-for.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { ingestEnd } from '../running-worker.js';
import { makeSlow, slowPages } from './slow-shop.js';

/** Below the time after which a job counts as abandoned. */
const soonMs = 18_000;

let api: RunningApi;
let site: FixtureSite;

beforeAll(async () => {
  site = await FixtureSite.start();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
});
afterEach(async () => {
  await DoorProcess.endAll();
  site.reset();
});
afterAll(async () => {
  await api.stop();
  await site.stop();
});

const startWorker = () => DoorProcess.start('worker', { CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });

async function startIngest() {
  const { client, storeId } = await aStoreWithKey(api.admin);
  const { body } = await client.post('/api/v1/knowledge-base/ingest', { url: site.origin });
  const id = String(body['ingest_id']);
  const path = `/api/v1/knowledge-base/${storeId}/ingests/${id}`;
  return {
    state: async () => (await client.get(path)).body,
    end: () => ingestEnd(client, storeId, id),
  };
}

/** A new worker takes the ingest up before the old one's job counts as abandoned. */
async function goesOnSoon(): Promise<void> {
  const seen = site.requests.length;
  await startWorker();
  await waitFor(() => site.requests.length > seen, { timeoutMs: soonMs });
}

describe('a worker that is told to stop in the middle of a crawl', () => {
  it('ends with 0 within seconds, and the next one goes on at once with nothing lost', async () => {
    makeSlow(site);
    const first = await startWorker();
    const ingest = await startIngest();
    await waitFor(() => site.requests.length > 12);

    const { code } = await first.end('SIGTERM');
    const stopped = await ingest.state();
    await goesOnSoon();
    const ended = await ingest.end();

    expect(code).toBe(0);
    expect(stopped).toMatchObject({ status: 'crawling', finished_at: null });
    expect(ended).toMatchObject({
      status: 'live',
      pages: { found: slowPages, indexed: slowPages, failed: 0 },
    });
  });

  it('gives a page back that does not come, instead of waiting for it', async () => {
    let isSlow = true;
    let hasCome = false;
    site.on('/', async (_request, response) => {
      if (isSlow) await sleep(60_000, undefined, { ref: false });
      hasCome = true;
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<title>Home</title><main><p>Our oak tables are made to measure.</p></main>');
    });
    const first = await startWorker();
    const ingest = await startIngest();
    await waitFor(() => site.count('/') > 0);

    const { code } = await first.end('SIGTERM');
    const wasWaitedFor = hasCome;
    isSlow = false;
    await goesOnSoon();
    const ended = await ingest.end();

    expect(code).toBe(0);
    expect(wasWaitedFor).toBe(false);
    expect(ended).toMatchObject({ status: 'live', pages: { indexed: 1, failed: 0 } });
  });
});
