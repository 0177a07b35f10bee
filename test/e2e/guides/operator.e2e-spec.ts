import { randomUUID } from 'node:crypto';

import { gapsQueue } from '@app/agent';
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import type { Queue } from 'bullmq';

import type { FixtureSite } from '../../support/fixture-site.js';
import { GuideReader } from '../../support/guides/guide-reader.js';
import { anotherDatabase } from '../../support/placements/another-database.js';
import { waitFor } from '../../support/wait-for.js';
import { type RunningApi, startApi, withEnv } from '../running-api.js';
import { startShop, startWorker } from '../running-worker.js';

const guide = GuideReader.open('operator');
const password = 'a-password-of-a-test';

let shop: FixtureSite;
let acme: Awaited<ReturnType<typeof anotherDatabase>>;
let api: RunningApi;
let worker: INestApplicationContext;

beforeAll(async () => {
  shop = await startShop();
  acme = await anotherDatabase('acme');
  const env = {
    CRAWL_ALLOWED_PRIVATE_HOSTS: shop.host,
    PLACEMENT_URLS: acme.placement,
    PLACEMENT_OWNER_URLS: acme.owner,
    QUEUE_DASHBOARD_PASSWORD: password,
    CHAT_PRICES: 'a-model=1/2',
    ISOLATION_CHECK_MINUTES: '60',
  };
  api = await startApi(env);
  worker = await withEnv(env, () => startWorker(shop));
  const { origin, key } = api.admin;
  guide.set({ STOREHAND_API_URL: origin, STOREHAND_API_KEY: String(key), SITE: shop.origin });
  guide.set({ QUEUE_DASHBOARD_PASSWORD: password });
  guide.show(shop.origin, 'https://shop.example');
}, 240_000);
afterAll(async () => {
  await api.stop();
  await worker.close();
  await acme.stop();
  await shop.stop();
  guide.close();
});

/** Its data fits no job, so that it fails at once and for good. */
async function failAJob(storeId: string): Promise<void> {
  const queue = worker.get<Queue>(getQueueToken(gapsQueue.name), { strict: false });
  const job = await queue.add(
    'replay-gap',
    { storeId, data: { gapId: 'none' } },
    { jobId: randomUUID() },
  );
  await waitFor(() => job.isFailed());
}

describe('the guide of operators', () => {
  it.each(guide.sections)(
    'shows what is seen: %s',
    async (section) => {
      if (section === 'Is everything well?') await failAJob(guide.get('STORE_ID'));

      expect(await guide.follow(section)).toEqual([]);
    },
    300_000,
  );
});
