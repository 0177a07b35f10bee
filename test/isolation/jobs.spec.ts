import {
  AppError,
  defineJob,
  OnJob,
  StoreConnections,
  StoreJobRunner,
  StoreProcessor,
  StoreQueue,
  type StoreScope,
  StoresService,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import type { Queue } from 'bullmq';
import { z } from 'zod';

import { aStore } from '../support/rooms.js';
import { type OpenedQueue, openQueues, ownQueue } from '../support/turns/own-queue.js';
import { waitFor } from '../support/wait-for.js';

const specQueue = ownQueue('spec', { attempts: 2, lockMs: 10_000, stalledIntervalMs: 5_000 });
const noteJob = defineJob({
  name: 'note',
  queue: specQueue,
  data: z.object({ text: z.string() }),
  dedupe: ({ text }) => text,
});

const ran: { storeId: string; text: string }[] = [];

@Injectable()
@StoreProcessor(specQueue)
class SpecProcessor extends StoreJobRunner {
  @OnJob(noteJob)
  async note(scope: StoreScope, { text }: { text: string }) {
    ran.push({ storeId: scope.storeId, text });
    if (text === 'missing row') {
      throw new AppError({ kind: 'not_found', code: 'SPEC_GONE', message: 'gone' });
    }
    if (text === 'bad input') {
      throw new AppError({ kind: 'invalid', code: 'SPEC_BAD', message: 'bad' });
    }
    if (text === 'always broken') throw new Error('broken');
  }
}

let rooms: TestingModule;
let queue: Queue;
let close: OpenedQueue['close'];
let store: StoreScope;

beforeAll(async () => {
  ({ rooms, queue, close } = await openQueues([specQueue], [SpecProcessor]));
  store = await aStore(rooms);
});
afterAll(() => close());
beforeEach(() => ran.splice(0));

const failedReason = (match: (job: { data: unknown }) => boolean) =>
  waitFor(async () => {
    const failed = await queue.getFailed();
    return failed.find(match)?.failedReason;
  });

const timesRan = (text: string) => ran.filter((run) => run.text === text).length;

describe('a job', () => {
  it('runs in the scope of the store that added it', async () => {
    const other = await aStore(rooms);

    await rooms.get(StoreQueue).add(store, noteJob, { text: 'hello' });
    await rooms.get(StoreQueue).add(other, noteJob, { text: 'hello' });

    await waitFor(() => ran.length === 2);
    expect(new Set(ran.map(({ storeId }) => storeId))).toEqual(
      new Set([store.storeId, other.storeId]),
    );
  });

  it('is one with an equal one of its store that waits, and never with one of another', async () => {
    const other = await aStore(rooms);
    await queue.pause();

    for (const scope of [store, store, other])
      await rooms.get(StoreQueue).add(scope, noteJob, { text: 'waits' });

    await queue.resume();
    await waitFor(() => ran.length === 2);
    expect(new Set(ran.map(({ storeId }) => storeId))).toEqual(
      new Set([store.storeId, other.storeId]),
    );
  });

  it('without a store never runs and fails with the reason', async () => {
    await queue.add('note', { data: { text: 'no store' } });

    const reason = await failedReason(({ data }) => JSON.stringify(data).includes('no store'));
    expect(reason).toContain('no store');
    expect(ran).toEqual([]);
  });

  it('of a store that is missing or switched off never runs', async () => {
    const off = await aStore(rooms);
    await rooms.get(StoresService).update(off, { isActive: false });
    for (const storeId of [crypto.randomUUID(), off.storeId]) {
      await queue.add('note', { storeId, data: { text: `for ${storeId}` } });

      const reason = await failedReason(({ data }) => JSON.stringify(data).includes(storeId));
      expect(reason).toContain('missing or switched off');
    }
    expect(ran).toEqual([]);
  });

  it('with malformed data never runs', async () => {
    await queue.add('note', { storeId: store.storeId, data: { text: 7, mark: 'malformed' } });

    const reason = await failedReason(({ data }) => JSON.stringify(data).includes('malformed'));
    expect(reason).toContain('malformed');
    expect(ran).toEqual([]);
  });

  it('whose row is gone is skipped, not failed', async () => {
    await rooms.get(StoreQueue).add(store, noteJob, { text: 'missing row' });

    await waitFor(async () =>
      (await queue.getCompleted()).some((job) => job.returnvalue === 'skipped'),
    );
    expect(timesRan('missing row')).toBe(1);
  });

  it('that can never succeed is tried once, one that may is tried again', async () => {
    await rooms.get(StoreQueue).add(store, noteJob, { text: 'bad input' });
    await rooms.get(StoreQueue).add(store, noteJob, { text: 'always broken' });

    await failedReason(({ data }) => JSON.stringify(data).includes('always broken'));
    await failedReason(({ data }) => JSON.stringify(data).includes('bad input'));
    expect(timesRan('bad input')).toBe(1);
    expect(timesRan('always broken')).toBe(specQueue.attempts);
  });

  it('is refused inside a transaction, where its row is not visible yet', async () => {
    const attempt = rooms
      .get(StoreConnections)
      .transaction(store, (tx) => rooms.get(StoreQueue).add(tx, noteJob, { text: 'too early' }));

    await expect(attempt).rejects.toThrow('inside a transaction');
  });

  it('is refused with data that does not fit', async () => {
    const data = { text: 1 } as unknown as { text: string };

    await expect(rooms.get(StoreQueue).add(store, noteJob, data)).rejects.toThrow();
  });
});
