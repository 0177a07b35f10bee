import { crawlQueue } from '@app/knowledge';
import { StoreQueue } from '@app/tenancy';

import { FixtureSite } from '../../support/fixture-site.js';
import { OpenAiStub } from '../../support/openai-stub.js';
import { DoorProcess } from '../../support/processes/door-process.js';
import { waitFor } from '../../support/wait-for.js';
import { ApiClient } from '../api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { ingest, ingestEnd, startShop } from '../running-worker.js';
import { careAnswer, lastEvent, openStream } from './open-stream.js';
import { makeSlow, slowPages } from './slow-shop.js';

let api: RunningApi;
let shop: FixtureSite;
let slow: FixtureSite;
let model: OpenAiStub;

beforeAll(async () => {
  shop = await startShop();
  slow = await FixtureSite.start();
  model = await OpenAiStub.start();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: `${shop.host},${slow.host}` });
});
beforeEach(() => {
  slow.reset();
  makeSlow(slow);
});
afterEach(() => DoorProcess.endAll());
afterAll(async () => {
  await api.stop();
  await Promise.all([model.stop(), shop.stop(), slow.stop()]);
});

const settings = () => ({
  CRAWL_ALLOWED_PRIVATE_HOSTS: `${shop.host},${slow.host}`,
  OPENAI_BASE_URL: model.baseUrl,
  OPENAI_API_KEY: 'key of the stub',
  CHAT_MODEL: 'stub',
});

/** Both doors at work: one answers a shopper, the other is in the middle of a crawl of another store. */
async function doorsAtWork() {
  const worker = await DoorProcess.start('worker', settings());
  const door = await DoorProcess.start('api', settings());
  const asked = await aStoreWithKey(api.admin);
  await ingest(asked.client, asked.storeId, shop.origin);
  const crawled = await aStoreWithKey(api.admin);
  const started = await crawled.client.post('/api/v1/knowledge-base/ingest', { url: slow.origin });
  const { text } = await openStream(new ApiClient(door.origin, asked.client.key));
  await waitFor(() => slow.requests.length > 12);
  const end = () => ingestEnd(crawled.client, crawled.storeId, String(started.body['ingest_id']));
  return { door, worker, text, end };
}

describe('API and worker that are told to stop at once, one answering, the other crawling', () => {
  it.each([
    { told: 'by SIGTERM', signals: ['SIGTERM'] },
    { told: 'twice by SIGINT, as npm does beside a terminal', signals: ['SIGINT', 'SIGINT'] },
  ] as const)('$told: the stream ends, nothing stalls, the crawl goes on', async ({ signals }) => {
    model.always({ text: careAnswer, tokenDelayMs: 150 });
    const { door, worker, text, end } = await doorsAtWork();

    const ends = await Promise.all(
      [door, worker].flatMap((each) => signals.map((signal) => each.end(signal))),
    );
    const [event, data] = lastEvent(await text);
    const left = await api.app.get(StoreQueue).countStates(crawlQueue);
    const read = slow.requests.length;

    // one that was cut off by its limit leaves with 1
    expect(new Set(ends.map(({ code }) => code))).toEqual(new Set([0]));
    expect(event).toBe('done');
    expect(JSON.parse(String(data))).toMatchObject({ outcome: 'answered' });
    // one that a process had in hand when it left would stall
    expect(left).toMatchObject({ active: 0 });
    expect(read).toBeLessThan(slowPages);

    await DoorProcess.start('worker', settings());
    expect(await end()).toMatchObject({
      status: 'live',
      pages: { found: slowPages, indexed: slowPages, failed: 0 },
    });
  });

  it('leave at once when they are told again later, and the crawl goes on all the same', async () => {
    // longer than anybody waits
    model.always({ text: careAnswer, tokenDelayMs: 60_000 });
    const { door, worker, text, end } = await doorsAtWork();

    const asked = door.end('SIGTERM');
    await waitFor(() => door.log.includes('SIGTERM: stopping'));
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const again = await door.end('SIGTERM');
    await worker.end('SIGTERM');
    const cut = await text.then(lastEvent, () => 'cut off');

    expect([(await asked).code, again.code]).toEqual([1, 1]);
    expect(cut).not.toContain('done');
    await DoorProcess.start('worker', settings());
    expect(await end()).toMatchObject({ status: 'live', pages: { indexed: slowPages } });
  });
});
