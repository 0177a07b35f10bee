import { knowledgeJobs } from '@app/knowledge';
import { type JobDefinition, PlatformRepository, StoreQueue } from '@app/tenancy';
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import type { Job, Queue } from 'bullmq';

import type { ApiClient } from '../e2e/api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../e2e/running-api.js';
import { ingest, ingestEnd, startShop, startWorker } from '../e2e/running-worker.js';
import type { FixtureSite } from '../support/fixture-site.js';
import { waitFor } from '../support/wait-for.js';
import { rowsOf } from './rows-of.js';

/** A step number that no real nudge reaches, so that only this suite's jobs can fit the ingest. */
const slice = 7_000;

/** The status in which an ingest waits for each job: what a job that forgot its scope would go on with. */
const waitingFor: Readonly<Record<string, string>> = {
  'crawl-pages': 'crawling',
  'index-pages': 'indexing',
  'publish-release': 'publishing',
};

let api: RunningApi;
let worker: INestApplicationContext;
let site: FixtureSite;
let a: { client: ApiClient; storeId: string };
let b: { client: ApiClient; storeId: string };
let ingestOfA: string;

beforeAll(async () => {
  site = await startShop();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
  worker = await startWorker(site);
  a = await aStoreWithKey(api.admin, 'A');
  b = await aStoreWithKey(api.admin, 'B');
  ingestOfA = String((await ingest(a.client, a.storeId, site.origin))['ingest_id']);
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await site.stop();
});

const platform = () => api.app.get(PlatformRepository, { strict: false });
const queueOf = ({ queue }: JobDefinition) =>
  worker.get<Queue>(getQueueToken(queue.name), { strict: false });

/** Stops A's ingest where this job would take it up, out of the sweep's sight. */
async function leaveWaitingFor({ name }: JobDefinition): Promise<void> {
  await platform().rows(
    `UPDATE ingests SET status = $2, slice = $3, heartbeat_at = now() + interval '1 hour',
       finished_at = NULL WHERE id = $1 RETURNING id`,
    [ingestOfA, waitingFor[name], slice],
  );
}

async function ended({ id }: Job, queue: Queue): Promise<Job> {
  return waitFor(async () => {
    const job = (await queue.getJob(String(id))) as Job | undefined;
    return job?.finishedOn === undefined ? undefined : job;
  });
}

describe('every job', () => {
  it('is known to this suite, and none that is gone', () => {
    expect(Object.keys(waitingFor).sort()).toEqual(knowledgeJobs.map(({ name }) => name).sort());
  });

  it.each([...knowledgeJobs])(
    "skips another store's row and leaves it as it was: $name",
    async (definition) => {
      await leaveWaitingFor(definition);
      const before = await rowsOf(platform(), a.storeId);
      const queue = queueOf(definition);
      const data = { ingestId: ingestOfA, slice };

      const job = await queue.add(definition.name, { storeId: b.storeId, data });
      const { returnvalue, failedReason } = await ended(job, queue);

      expect({ returnvalue, failedReason }).toMatchObject({ returnvalue: 'skipped' });
      expect(await rowsOf(platform(), a.storeId)).toBe(before);
      expect(before).toMatch(/^pages: [1-9]/m);
    },
  );

  it.each([...knowledgeJobs])('is refused without a store: $name', async (definition) => {
    await leaveWaitingFor(definition);
    const before = await rowsOf(platform(), a.storeId);
    const queue = queueOf(definition);
    const data = { ingestId: ingestOfA, slice };

    for (const envelope of [
      { data },
      { data, storeId: null },
      { data, storeId: 'A' },
      { data, storeId: crypto.randomUUID() },
      { storeId: a.storeId },
      { storeId: a.storeId, data: { ingestId: 'all', slice } },
      { storeId: a.storeId, data: { ...data, slice: -1 } },
    ]) {
      const job = await queue.add(definition.name, envelope);

      const { failedReason, attemptsMade } = await ended(job, queue);
      expect(failedReason).toMatch(/no store|malformed data|store is missing/);
      expect(attemptsMade).toBe(1);
    }
    expect(await rowsOf(platform(), a.storeId)).toBe(before);
  });

  it.each([...knowledgeJobs])('takes up the row of its own store: $name', async (definition) => {
    await leaveWaitingFor(definition);
    const data = { ingestId: ingestOfA, slice };

    const job = await queueOf(definition).add(definition.name, { storeId: a.storeId, data });

    const { returnvalue } = await ended(job, queueOf(definition));
    await ingestEnd(a.client, a.storeId, ingestOfA);
    expect(returnvalue).toBe('done');
  });

  it('cannot be added for a store that is no UUID', async () => {
    const [definition] = knowledgeJobs as [JobDefinition];
    const data = { ingestId: ingestOfA, slice };
    const queue = queueOf(definition);

    await worker.get(StoreQueue, { strict: false }).addFor('of nobody', definition, data);

    const reason = await waitFor(async () => {
      const failed = await queue.getFailed();
      return failed.find((job) => JSON.stringify(job.data).includes('of nobody'))?.failedReason;
    });
    expect(reason).toContain('no store');
  });
});
