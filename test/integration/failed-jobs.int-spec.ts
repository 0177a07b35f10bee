import {
  AppError,
  defineJob,
  FailedJobs,
  OnJob,
  StoreJobRunner,
  StoreProcessor,
  StoreQueue,
  type StoreScope,
} from '@app/tenancy';
import { getQueueToken } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import type { Queue } from 'bullmq';
import { z } from 'zod';

import { aStore, codeOf } from '../support/rooms.js';
import { type OpenedQueue, openQueues, ownQueue } from '../support/turns/own-queue.js';
import { waitFor } from '../support/wait-for.js';

const policy = { order: 'lanes', attempts: 2, lockMs: 10_000, stalledIntervalMs: 5_000 } as const;
const first = ownQueue('spec-one', policy);
const second = ownQueue('spec-two', policy);
const queues = [first, second];

const data = z.object({ gapId: z.uuid() });
const dedupe = ({ gapId }: z.infer<typeof data>) => gapId;
const asking = defineJob({ name: 'spec-asking', queue: first, data, dedupe });
const telling = defineJob({ name: 'spec-telling', queue: second, data, dedupe });

/** What the jobs of this suite run into. */
let fault: Error | null;
let runs = 0;

async function run(): Promise<void> {
  runs += 1;
  if (fault !== null) throw fault;
}

@Injectable()
@StoreProcessor(first)
class AskingProcessor extends StoreJobRunner {
  @OnJob(asking)
  ask() {
    return run();
  }
}

@Injectable()
@StoreProcessor(second)
class TellingProcessor extends StoreJobRunner {
  @OnJob(telling)
  tell() {
    return run();
  }
}

let rooms: TestingModule;
let close: OpenedQueue['close'];
let jobs: FailedJobs;
let a: StoreScope;
let b: StoreScope;

beforeAll(async () => {
  ({ rooms, close } = await openQueues([first, second], [AskingProcessor, TellingProcessor]));
  jobs = rooms.get(FailedJobs);
});
afterAll(() => close());
beforeEach(async () => {
  runs = 0;
  fault = new AppError({ kind: 'invalid', code: 'SPEC_BAD', message: 'It cannot be done.' });
  [a, b] = (await Promise.all([aStore(rooms), aStore(rooms)])) as [StoreScope, StoreScope];
});

const built = (name: string) => rooms.get<Queue>(getQueueToken(name), { strict: false });
const add = (scope: StoreScope, job = asking, sourceId?: string) =>
  rooms.get(StoreQueue).add(scope, job, { gapId: crypto.randomUUID() }, { sourceId });
const failedOf = async (scope: StoreScope) =>
  (await jobs.list(scope, queues, { limit: 100 })).items;
const failed = (scope: StoreScope, count: number) =>
  waitFor(async () => {
    const found = await failedOf(scope);
    return found.length === count ? found : undefined;
  });

describe('the failed jobs of a store', () => {
  it('are those of all queues, with what they were about and why, and nobody else’s', async () => {
    const sourceId = crypto.randomUUID();
    await add(a, asking, sourceId);
    await add(a, telling);
    await add(b);

    const found = await failed(a, 2);

    expect(new Set(found.map(({ name }) => name))).toEqual(new Set([asking.name, telling.name]));
    expect(found.find(({ name }) => name === asking.name)).toMatchObject({
      queue: first.name,
      storeId: a.storeId,
      about: { sourceId, gapId: expect.any(String) as string },
      reason: { code: 'SPEC_BAD', message: 'It cannot be done.' },
      starts: 1,
    });
    expect(await failed(b, 1)).toMatchObject([{ storeId: b.storeId }]);
  });

  it('quote nothing of a fault that is not ours, and keep no trace of it', async () => {
    fault = new Error('My order no-4711-x never came');
    await add(a);

    const [job] = await failed(a, 1);
    const kept = await built(first.name).getJob(String(job?.id));

    expect(job).toMatchObject({ reason: { code: 'INTERNAL_ERROR', message: 'Error' }, starts: 2 });
    expect(JSON.stringify(kept)).not.toContain('no-4711-x');
  });

  it('come slice by slice, the latest first', async () => {
    for (const job of [asking, telling, asking, telling, asking]) await add(a, job);
    const all = await failed(a, 5);

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const slice = await jobs.list(a, queues, { limit: 2, cursor });
      seen.push(...slice.items.map(({ id }) => id));
      cursor = slice.nextCursor ?? undefined;
    } while (cursor !== undefined);

    expect(seen).toEqual(all.map(({ id }) => id));
    const times = all.map(({ failedAt }) => failedAt.getTime());
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    expect(await codeOf(jobs.list(a, queues, { limit: 2, cursor: 'of nobody' }))).toBe(
      'TENANCY_CURSOR_MALFORMED',
    );
  });

  it('are tried again with as many attempts as new ones', async () => {
    fault = new Error('broken');
    await add(a);
    const [job] = await failed(a, 1);
    expect(runs).toBe(2);

    await jobs.retry(a, queues, String(job?.id));
    await failed(a, 1);
    await waitFor(() => runs === 4);

    fault = null;
    await waitFor(async () => (await failedOf(a)).length === 1);
    await jobs.retry(a, queues, String(job?.id));
    await waitFor(() => runs === 5);
    expect(await failedOf(a)).toEqual([]);
  });

  it('are forgotten when they are dropped', async () => {
    await add(a);
    const [job] = await failed(a, 1);

    await jobs.drop(a, queues, String(job?.id));

    expect(await failedOf(a)).toEqual([]);
    expect(await codeOf(jobs.drop(a, queues, String(job?.id)))).toBe('TENANCY_JOB_NOT_FOUND');
    expect(await codeOf(jobs.retry(a, queues, String(job?.id)))).toBe('TENANCY_JOB_NOT_FOUND');
  });

  it('are like missing ones to another store, which can neither retry nor drop them', async () => {
    await add(a);
    const [job] = await failed(a, 1);

    for (const id of [String(job?.id), crypto.randomUUID()]) {
      expect(await codeOf(jobs.retry(b, queues, id))).toBe('TENANCY_JOB_NOT_FOUND');
      expect(await codeOf(jobs.drop(b, queues, id))).toBe('TENANCY_JOB_NOT_FOUND');
    }

    expect(runs).toBe(1);
    expect(await failedOf(a)).toHaveLength(1);
  });
});
