import { GapSweep, gatherGapsJob, replayGapJob } from '@app/agent';
import { type JobDefinition, PlatformRepository } from '@app/tenancy';
import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import type { Job, Queue } from 'bullmq';

import type { ApiClient } from '../e2e/api-client.js';
import { aStoreWithKey, type RunningApi, startApi } from '../e2e/running-api.js';
import { ingestEnd, startWorker } from '../e2e/running-worker.js';
import { waitFor } from '../support/wait-for.js';
import { rowsOf } from './rows-of.js';

const gapJobs = [gatherGapsJob, replayGapJob] as unknown as readonly JobDefinition[];

let api: RunningApi;
let worker: INestApplicationContext;
let a: { client: ApiClient; storeId: string };
let b: { client: ApiClient; storeId: string };
let gapOfA: string;

beforeAll(async () => {
  api = await startApi();
  worker = await startWorker();
  a = await aStoreWithKey(api.admin, 'A');
  b = await aStoreWithKey(api.admin, 'B');
  const base = `/api/v1/knowledge-base/${a.storeId}`;
  const lamps = { question: 'Do you sell lamps?', answer: 'Yes, we do.' };
  const { body } = await a.client.post(`${base}/snippets`, lamps);
  const { ingest } = body as unknown as { ingest: { ingest_id: string } };
  await ingestEnd(a.client, a.storeId, ingest.ingest_id);
  await ask('Do you ship to Norway?');
  gapOfA = await waitFor(async () => {
    const { body: list } = await a.client.get(`${base}/gaps`);
    return (list['items'] as unknown as { id: string }[])[0]?.id;
  });
  // from here on this suite alone gives jobs, and leaves A what each of them would take up
  const nudgeNothing = async () => 0;
  const sweep = worker.get(GapSweep, { strict: false });
  Object.assign(sweep, { nudgeNew: nudgeNothing, nudgeAwaited: nudgeNothing });
  await platform().rows(`UPDATE gaps SET awaited_release = 1 WHERE id = $1 RETURNING id`, [gapOfA]);
  await ask('Do you ship to Canada?');
});
afterAll(async () => {
  await api.stop();
  await worker.close();
});

async function ask(content: string): Promise<void> {
  const { body } = await a.client.post('/api/v1/conversations', {});
  await a.client.post(`/api/v1/conversations/${String(body['id'])}/messages`, { content });
}

const platform = () => api.app.get(PlatformRepository, { strict: false });
const queueOf = ({ queue }: JobDefinition) =>
  worker.get<Queue>(getQueueToken(queue.name), { strict: false });
const dataOf = ({ name }: JobDefinition) => (name === 'replay-gap' ? { gapId: gapOfA } : {});

async function run(definition: JobDefinition, envelope: object): Promise<Job> {
  const queue = queueOf(definition);
  const { id } = await queue.add(definition.name, envelope);
  return waitFor(async () => {
    const job = (await queue.getJob(String(id))) as Job | undefined;
    return job?.finishedOn === undefined ? undefined : job;
  });
}

describe('every job of the gaps', () => {
  it.each(gapJobs)("leaves another store's rows as they were: $name", async (definition) => {
    const before = await rowsOf(platform(), a.storeId);

    const job = await run(definition, { storeId: b.storeId, data: dataOf(definition) });

    expect(job.returnvalue).toBe('skipped');
    expect(await rowsOf(platform(), a.storeId)).toBe(before);
    expect(before).toMatch(/^gap_questions: 2/m);
  });

  it.each(gapJobs)('is refused without a store: $name', async (definition) => {
    const data = dataOf(definition);
    const before = await rowsOf(platform(), a.storeId);

    for (const envelope of [
      { data },
      { data, storeId: null },
      { data, storeId: 'A' },
      { data, storeId: crypto.randomUUID() },
      { storeId: a.storeId },
      { storeId: a.storeId, data: 'all' },
    ]) {
      const { failedReason } = await run(definition, envelope);
      expect(failedReason).toMatch(/no store|malformed data|store is missing/);
    }
    expect(await rowsOf(platform(), a.storeId)).toBe(before);
  });

  it.each(gapJobs)("takes up its own store's rows: $name", async (definition) => {
    const job = await run(definition, { storeId: a.storeId, data: dataOf(definition) });

    expect(job.returnvalue).toBe('done');
  });
});
