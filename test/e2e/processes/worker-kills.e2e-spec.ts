import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { PlatformRepository } from '@app/tenancy';

import type { FixtureSite } from '../../support/fixture-site.js';
import { DoorProcess } from '../../support/processes/door-process.js';
import type { ApiClient } from '../api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../running-api.js';
import { ingestEnd, startWorker } from '../running-worker.js';
import { everyEndingShop } from './every-ending-shop.js';
import { rowsBuiltFor } from './rows-built.js';

/** More than two workers take at once, so that each kill meets work. */
const storeCount = 10;

let api: RunningApi;
let sites: FixtureSite[];

beforeAll(async () => {
  sites = await Promise.all(Array.from({ length: 4 }, everyEndingShop));
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: hosts() });
});
afterEach(() => DoorProcess.endAll());
afterAll(async () => {
  await api.stop();
  await Promise.all(sites.map((site) => site.stop()));
});

const platform = () => api.app.get(PlatformRepository, { strict: false });
const hosts = () => sites.map(({ host }) => host).join(',');
const siteOf = (n: number) => sites[n % sites.length] as FixtureSite;

interface Started {
  client: ApiClient;
  storeId: string;
  ingestId: string;
}

async function startIngest(site: FixtureSite): Promise<Started> {
  const { client, storeId } = await aStoreWithKey(api.admin);
  const started = await client.post('/api/v1/knowledge-base/ingest', { url: site.origin });
  return { client, storeId, ingestId: String(started.body['ingest_id']) };
}

const end = ({ client, storeId, ingestId }: Started) => ingestEnd(client, storeId, ingestId);

const aWorker = () => DoorProcess.start('worker', { CRAWL_ALLOWED_PRIVATE_HOSTS: hosts() });

/** What an ingest of each site builds when nobody disturbs it. */
async function undisturbed(): Promise<unknown[]> {
  const worker = await startWorker(...sites);
  const started = await Promise.all(sites.map(startIngest));
  await Promise.all(started.map(end));
  await worker.close();
  return Promise.all(started.map(({ storeId }) => rowsBuiltFor(platform(), storeId)));
}

describe('a worker that is killed', () => {
  it('leaves ingests that the next ones bring to the same end, row for row', async () => {
    const expected = await undisturbed();
    const waitsMs = [randomInt(100, 900), randomInt(100, 900), randomInt(300, 1_500)];
    const [firstMs, secondMs, thirdMs] = waitsMs as [number, number, number];
    const [first, second] = await Promise.all([aWorker(), aWorker()]);

    const started = await Promise.all(
      Array.from({ length: storeCount }, (_, n) => startIngest(siteOf(n))),
    );
    await sleep(firstMs);
    await first.end('SIGKILL');
    const next = aWorker();
    await sleep(secondMs);
    await second.end('SIGKILL');
    const third = await next;
    await sleep(thirdMs);
    await third.end('SIGKILL');
    await aWorker();
    await Promise.all(started.map(end));

    for (const [n, { storeId }] of started.entries()) {
      const rows = await rowsBuiltFor(platform(), storeId);
      expect({ waitsMs, rows }).toEqual({ waitsMs, rows: expected[n % sites.length] });
    }
  }, 400_000);
});
