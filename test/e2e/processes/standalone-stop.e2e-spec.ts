import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { FixtureSite } from '../../support/fixture-site.js';
import { OpenAiStub } from '../../support/openai-stub.js';
import { freePort } from '../../support/outages/free-port.js';
import { waitFor } from '../../support/wait-for.js';
import { ApiClient } from '../api-client.js';
import { aStoreWithKey } from '../running-api.js';
import { ingest, ingestEnd, startShop } from '../running-worker.js';
import { careAnswer, lastEvent, openStream } from './open-stream.js';
import { makeSlow, slowPages } from './slow-shop.js';
import { StandaloneProcess, startUpWithinMs } from './standalone-process.js';

const adminKey = 'admin-key-of-a-start-that-is-stopped';

let dataDirectory: string;
let shop: FixtureSite;
let slow: FixtureSite;
let model: OpenAiStub;
let running: StandaloneProcess;
let admin: ApiClient;

beforeAll(async () => {
  dataDirectory = mkdtempSync(path.join(tmpdir(), 'standalone-'));
  shop = await startShop();
  slow = await FixtureSite.start();
  makeSlow(slow);
  model = await OpenAiStub.start();
});
afterAll(async () => {
  await running.stop('SIGTERM');
  await Promise.all([model.stop(), shop.stop(), slow.stop()]);
  rmSync(dataDirectory, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const port = await freePort();
  running = StandaloneProcess.start({
    PORT: String(port),
    STOREHAND_DATA_DIR: dataDirectory,
    ADMIN_API_KEY: adminKey,
    CRAWL_ALLOWED_PRIVATE_HOSTS: `${shop.host},${slow.host}`,
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: 'key of the stub',
    CHAT_MODEL: 'stub',
    LOG_LEVEL: 'info',
  });
  await running.untilUp();
  admin = new ApiClient(`http://127.0.0.1:${port}`, adminKey);
}

describe('npm start that is told to stop while it answers and crawls', () => {
  it(
    'ends the stream and leaves with 0, and the next start goes on with the crawl',
    async () => {
      model.always({ text: careAnswer, tokenDelayMs: 150 });
      await start();
      const asked = await aStoreWithKey(admin);
      await ingest(asked.client, asked.storeId, shop.origin);
      const crawled = await aStoreWithKey(admin);
      const ingests = '/api/v1/knowledge-base/ingest';
      const { body } = await crawled.client.post(ingests, { url: slow.origin });
      const { text } = await openStream(asked.client);
      await waitFor(() => slow.requests.length > 12);

      const code = await running.stop('SIGTERM');
      const [event, data] = lastEvent(await text);
      const read = slow.requests.length;

      expect(code).toBe(0);
      expect(event).toBe('done');
      expect(JSON.parse(String(data))).toMatchObject({ outcome: 'answered' });
      expect(read).toBeLessThan(slowPages);

      await start();
      const client = new ApiClient(admin.origin, crawled.client.key);
      const end = await ingestEnd(client, crawled.storeId, String(body['ingest_id']));
      expect(end).toMatchObject({ status: 'live', pages: { indexed: slowPages, failed: 0 } });
      const log = readFileSync(path.join(dataDirectory, 'logs', 'worker.log'), 'utf8');
      expect(log).toContain('SIGTERM: stopping');
      expect(log).not.toMatch(/stalled|Job crawl-pages stopped/);
    },
    2 * startUpWithinMs,
  );
});
