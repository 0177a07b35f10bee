import { CrawlSweep, IngestSweep, knowledgeJobs, PurgeSweep } from '@app/knowledge';
import { type JobDefinition, PlatformRepository, StoreQueue } from '@app/tenancy';
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import type { Job, Queue } from 'bullmq';

import type { ApiClient } from '../e2e/api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../e2e/running-api.js';
import { ingest, startShop, startWorker } from '../e2e/running-worker.js';
import type { FixtureSite } from '../support/fixture-site.js';
import { waitFor } from '../support/wait-for.js';
import { rowsOf } from './rows-of.js';

/** Step numbers that no real nudge reaches, so that only this suite's jobs can fit the ingest; each is used once. */
let slice = 7_000;

/** The status in which an ingest waits for each of its steps: what a job that forgot its scope would go on with. */
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
let sourceOfA: string;

beforeAll(async () => {
  site = await startShop();
  api = await startApi({ CRAWL_ALLOWED_PRIVATE_HOSTS: site.host });
  worker = await startWorker(site);
  a = await aStoreWithKey(api.admin, 'A');
  b = await aStoreWithKey(api.admin, 'B');
  await ingest(a.client, a.storeId, site.origin);
  [{ id: ingestOfA, source_id: sourceOfA }] = (await platform().rows(
    `SELECT id, source_id FROM ingests WHERE store_id = $1`,
    [a.storeId],
  )) as [{ id: string; source_id: string }];
  // what this suite leaves lying is its own to take up
  const nudgeNothing = async () => 0;
  Object.assign(worker.get(IngestSweep, { strict: false }), { nudgeStale: nudgeNothing });
  Object.assign(worker.get(CrawlSweep, { strict: false }), { nudgeDue: nudgeNothing });
  Object.assign(worker.get(PurgeSweep, { strict: false }), { nudgeLeft: nudgeNothing });
});
afterAll(async () => {
  await api.stop();
  await worker.close();
  await site.stop();
});

const platform = () => api.app.get(PlatformRepository, { strict: false });
const queueOf = ({ queue }: JobDefinition) =>
  worker.get<Queue>(getQueueToken(queue.name), { strict: false });

/** Leaves A's ingest, for a next release, or its source where this job would take it up; returns the job's data. */
async function leaveWaitingFor({ name }: JobDefinition): Promise<Record<string, unknown>> {
  const status = waitingFor[name];
  slice += 100;
  await platform().rows(
    `UPDATE ingests i SET status = $2, slice = $3, finished_at = $4, release_number = CASE
       WHEN $2 IN ('crawling', 'indexing')
         THEN (SELECT max(release_number) + 1 FROM ingests n WHERE n.store_id = i.store_id)
       ELSE release_number END
     WHERE id = $1 RETURNING id`,
    [ingestOfA, status ?? 'live', slice, status ? null : new Date()],
  );
  if (status === undefined) {
    await platform().rows(
      `UPDATE sources SET every_hours = 24, next_crawl_at = now() WHERE id = $1 RETURNING id`,
      [sourceOfA],
    );
    return { sourceId: sourceOfA };
  }
  return { ingestId: ingestOfA, slice };
}

const everyIngestEnded = () =>
  waitFor(async () => {
    const open = `SELECT id FROM ingests WHERE store_id = $1 AND finished_at IS NULL`;
    return (await platform().rows(open, [a.storeId])).length === 0;
  });

async function ended({ id }: Job, queue: Queue): Promise<Job> {
  return waitFor(async () => {
    const job = (await queue.getJob(String(id))) as Job | undefined;
    return job?.finishedOn === undefined ? undefined : job;
  });
}

describe('every job', () => {
  it('is known to this suite, and none that is gone', () => {
    expect([...Object.keys(waitingFor), 'start-crawl'].sort()).toEqual(
      knowledgeJobs.map(({ name }) => name).sort(),
    );
  });

  it.each([...knowledgeJobs])(
    "skips another store's row and leaves it as it was: $name",
    async (definition) => {
      const data = await leaveWaitingFor(definition);
      const before = await rowsOf(platform(), a.storeId);
      const queue = queueOf(definition);

      const job = await queue.add(definition.name, { storeId: b.storeId, data });
      const { returnvalue, failedReason } = await ended(job, queue);

      expect({ returnvalue, failedReason }).toMatchObject({ returnvalue: 'skipped' });
      expect(await rowsOf(platform(), a.storeId)).toBe(before);
      expect(before).toMatch(/^pages: [1-9]/m);
    },
  );

  it.each([...knowledgeJobs])('is refused without a store: $name', async (definition) => {
    const data = await leaveWaitingFor(definition);
    const before = await rowsOf(platform(), a.storeId);
    const queue = queueOf(definition);
    const [key = ''] = Object.keys(data);

    for (const envelope of [
      { data },
      { data, storeId: null },
      { data, storeId: 'A' },
      { data, storeId: crypto.randomUUID() },
      { storeId: a.storeId },
      { storeId: a.storeId, data: { ...data, [key]: 'all' } },
      { storeId: a.storeId, data: { ...data, [key]: null } },
    ]) {
      const job = await queue.add(definition.name, envelope);

      const { failedReason, attemptsMade } = await ended(job, queue);
      expect(failedReason).toMatch(/no store|malformed data|store is missing/);
      expect(attemptsMade).toBe(1);
    }
    expect(await rowsOf(platform(), a.storeId)).toBe(before);
  });

  it.each([...knowledgeJobs])('takes up the row of its own store: $name', async (definition) => {
    const data = await leaveWaitingFor(definition);

    const job = await queueOf(definition).add(definition.name, { storeId: a.storeId, data });

    const { returnvalue } = await ended(job, queueOf(definition));
    await everyIngestEnded();
    expect(returnvalue).toBe('done');
  });

  it('cannot be added for a store that is no UUID', async () => {
    const [definition] = knowledgeJobs as [JobDefinition];
    const data = await leaveWaitingFor(definition);
    const queue = queueOf(definition);

    await worker.get(StoreQueue, { strict: false }).addFor('of nobody', definition, data);

    const reason = await waitFor(async () => {
      const failed = await queue.getFailed();
      return failed.find((job) => JSON.stringify(job.data).includes('of nobody'))?.failedReason;
    });
    expect(reason).toContain('no store');
  });
});
