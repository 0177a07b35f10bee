import { randomUUID } from 'node:crypto';

import { AgentModule } from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import {
  type Ask,
  defineJob,
  defineQueue,
  type Erasure,
  Erasures,
  ErasureSweep,
  OnJob,
  PlatformRepository,
  QueueModule,
  RequestLimits,
  StoreEraser,
  StoreJobRunner,
  StoreProcessor,
  StoreQueue,
  type StoreScope,
  storeTables,
} from '@app/tenancy';
import { getQueueToken } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import type { Queue } from 'bullmq';
import { z } from 'zod';

import { insertAnyRow } from '../isolation/any-row.js';
import { rowsOf } from '../isolation/rows-of.js';
import { fillStore } from '../support/privacy/filled-store.js';
import { findTraces } from '../support/privacy/find-traces.js';
import { aStore, openRooms } from '../support/rooms.js';
import { waitFor } from '../support/wait-for.js';

const queue = defineQueue({
  name: `spec-${randomUUID().slice(0, 8)}`,
  concurrency: 2,
  order: 'lanes',
  attempts: 1,
  backoffMs: 10,
  lockMs: 10_000,
  stalledIntervalMs: 5_000,
  keepCompleted: { ageSeconds: 60, count: 100 },
  keepFailedSeconds: 60,
});
const data = z.object({ said: z.string(), work: z.enum(['fail', 'write', 'end']) });
const job = defineJob({ name: 'spec-job', queue, data, dedupe: ({ said }) => said });

/** What holds a job until the spec lets it go on. */
let held: Promise<void> = Promise.resolve();
let began = 0;
let written: unknown;

@Injectable()
@StoreProcessor(queue)
class SpecProcessor extends StoreJobRunner {
  @OnJob(job)
  async work({ storeId }: StoreScope, { work: wanted }: z.infer<typeof data>) {
    began += 1;
    await held;
    if (wanted === 'fail') throw new Error('it cannot be done');
    if (wanted === 'write') {
      written = await insertAnyRow(ask, 'snippets', storeId).catch((error: unknown) => error);
      if (written instanceof Error) throw written;
    }
  }
}

let rooms: TestingModule;
let a: StoreScope;
let b: StoreScope;
let marker: string;

const ask: Ask = (sql, params = []) => rooms.get(PlatformRepository).rows(sql, params);
const built = () => rooms.get<Queue>(getQueueToken(queue.name), { strict: false });
const add = (scope: StoreScope, work: z.infer<typeof data>['work'], delayMs?: number) =>
  rooms.get(StoreQueue).add(scope, job, { said: `${marker} ${randomUUID()}`, work }, { delayMs });
const jobsOf = async ({ storeId }: StoreScope) => {
  const waiting = await built().getJobs(['delayed']);
  return waiting.filter(({ data: kept }) => (kept as { storeId: string }).storeId === storeId)
    .length;
};
const leftIn = ({ places }: Erasure) => places.filter(({ left }) => left > 0);

beforeAll(async () => {
  rooms = await openRooms({
    imports: [KnowledgeModule, AgentModule, QueueModule.register([queue])],
    providers: [SpecProcessor],
  });
});
beforeEach(async () => {
  [a, b] = [await aStore(rooms), await aStore(rooms)];
  marker = `secret${randomUUID().replaceAll('-', '')}`;
  held = Promise.resolve();
  began = 0;
  written = undefined;
});
afterAll(async () => {
  await built().obliterate({ force: true });
  await rooms.close();
});

/** A store that has something everywhere. */
async function leaveEverywhere(scope: StoreScope): Promise<string[]> {
  const tables = await fillStore(ask, scope.storeId, marker);
  await add(scope, 'fail');
  await add(scope, 'end');
  await waitFor(() => began >= 2);
  await add(scope, 'end', 600_000);
  await waitFor(async () => (await built().getJobCounts('failed')).failed !== 0);
  const bucket = { name: `answers_per_day:${scope.storeId}`, limit: 100, seconds: 86_400 };
  await rooms.get(RequestLimits).take(bucket);
  return tables;
}

const fileOf = async (table: string) => {
  const [row] = await ask<{ file: string }>('SELECT pg_relation_filenode($1)::text AS file', [
    table,
  ]);
  return row?.file;
};

describe('erasing a store', () => {
  it('leaves nothing of it anywhere, and everything of its neighbour', async () => {
    const tables = await leaveEverywhere(a);
    await fillStore(ask, b.storeId, 'neighbour');
    const later = { delayMs: 600_000 };
    await rooms.get(StoreQueue).add(b, job, { said: 'neighbour', work: 'end' }, later);
    const counted = { name: `answers_per_day:${b.storeId}`, limit: 100, seconds: 86_400 };
    await rooms.get(RequestLimits).take(counted);
    const neighbour = await rowsOf(rooms.get(PlatformRepository), b.storeId);
    expect((await findTraces(marker)).length).toBeGreaterThan(20);

    const receipt = await rooms.get(StoreEraser).erase(a);

    expect(await findTraces(marker)).toEqual([]);
    expect(await rowsOf(rooms.get(PlatformRepository), b.storeId)).toBe(neighbour);
    expect([await jobsOf(b), await rooms.get(RequestLimits).usedOf(counted)]).toEqual([1, 1]);
    const erased = Object.fromEntries(receipt.places.map((place) => [place.place, place.erased]));
    for (const table of tables) expect([table, erased[`table/${table}`]]).toEqual([table, 1]);
    expect(erased).toMatchObject({ 'table/stores': 1, [`queue/${queue.name}`]: 3, counters: 1 });
    expect(leftIn(receipt)).toEqual([]);
    // its id stands in the receipt alone
    expect(await findTraces(a.storeId)).toEqual(
      expect.arrayContaining(['public.erasure_receipts']),
    );
    const others = (await findTraces(a.storeId)).filter((place) => !place.startsWith('file '));
    expect(others).toEqual(['public.erasure_receipts']);
  });

  it('gives a receipt that is signed, and that no one can alter', async () => {
    const erasures = rooms.get(Erasures);
    await fillStore(ask, a.storeId, marker);

    const receipt = await rooms.get(StoreEraser).erase(a);

    const [first, ...rest] = receipt.places;
    expect(receipt).toMatchObject({ kind: 'store', storeId: a.storeId, shopperHash: null });
    expect(erasures.isOurs(receipt)).toBe(true);
    expect(erasures.isOurs(await erasures.get(receipt.id))).toBe(true);
    expect(erasures.isOurs({ ...receipt, storeId: b.storeId })).toBe(false);
    expect(erasures.isOurs({ ...receipt, places: rest })).toBe(false);
    const more = { ...first!, erased: first!.erased + 1 };
    expect(erasures.isOurs({ ...receipt, places: [more, ...rest] })).toBe(false);
    expect(erasures.isOurs({ ...receipt, signature: null })).toBe(false);
    const { items } = await erasures.list(undefined, 1);
    expect(items).toEqual([receipt]);
  });

  it('is gone on with where its process died, wherever that was', async () => {
    const erasures = rooms.get(Erasures);
    await leaveEverywhere(a);
    const id = await erasures.begin(a);
    await erasures.add(id, 'table/messages', 5);
    await erasures.name(id, ['table/answer_events']);
    await ask('DELETE FROM answer_events WHERE store_id = $1 RETURNING store_id', [a.storeId]);
    expect(await rooms.get(ErasureSweep).goOn()).toBe(0);
    await ask(
      `UPDATE erasure_receipts SET worked_at = now() - interval '2 minutes' WHERE id = $1 RETURNING id`,
      [id],
    );

    expect(await rooms.get(ErasureSweep).goOn()).toBe(1);

    const receipt = await erasures.get(id);
    expect(erasures.isOurs(receipt)).toBe(true);
    expect(receipt.places).toContainEqual(
      expect.objectContaining({ place: 'table/messages', erased: 6, left: 0 }),
    );
    expect(await findTraces(marker)).toEqual([]);
    expect(await rooms.get(ErasureSweep).goOn()).toBe(0);
  });

  it('leaves alone the files of tables that it takes nothing from', async () => {
    await fillStore(ask, b.storeId, 'neighbour');
    const before = await fileOf('messages');

    const { places } = await rooms.get(StoreEraser).erase(a);

    expect(places).toContainEqual({
      place: 'table/messages',
      erased: 0,
      left: 0,
      awaitingVacuum: expect.any(Number) as number,
    });
    expect(await fileOf('messages')).toBe(before);
  });

  it('is one, however often it is asked for at once', async () => {
    await fillStore(ask, a.storeId, marker);

    const receipts = await Promise.allSettled([1, 2].map(() => rooms.get(StoreEraser).erase(a)));

    const [first] = receipts.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(await rooms.get(Erasures).get(String(first?.id))).toMatchObject({
      finishedAt: expect.any(Date) as Date,
    });
    expect(first?.places).toContainEqual(
      expect.objectContaining({ place: 'table/stores', erased: 1 }),
    );
  });

  it('is one for the request that asks for it, however often, and not that of another store', async () => {
    const erasures = rooms.get(Erasures);
    const request = randomUUID();
    const [one, same, other] = [
      await erasures.order(a, null, request),
      await erasures.order(a, null, request),
      await erasures.order(b, null, request),
    ];

    await rooms.get(ErasureSweep).goOn();

    expect([same, await erasures.order(a, null, request)]).toEqual([one, one]);
    expect(other).not.toBe(one);
    expect(await erasures.get(one)).toMatchObject({ storeId: a.storeId });
    expect(await erasures.get(other)).toMatchObject({ storeId: b.storeId });
  });

  it('is outlived by no work in hand, which can write nothing any more', async () => {
    let letGo = () => {};
    held = new Promise((resolve) => (letGo = resolve));
    await add(a, 'write');
    await waitFor(() => began === 1);

    const erasing = rooms.get(StoreEraser).erase(a);
    await waitFor(
      async () => (await ask('SELECT id FROM stores WHERE id = $1', [a.storeId])).length === 0,
    );
    letGo();
    const receipt = await erasing;

    expect(written).toMatchObject({ driverError: { code: '23503' } });
    expect(leftIn(receipt)).toEqual([]);
    expect(receipt.finishedAt).not.toBeNull();
    expect(await findTraces(marker)).toEqual([]);
  });

  it('cannot be undone by a row that comes later, whatever its table', async () => {
    const tables = await storeTables(ask);
    const codes: [string, unknown][] = [];
    const gone: string[] = [];

    for (const { name } of tables.slice(0, -1)) {
      gone.push(randomUUID());
      const error: unknown = await insertAnyRow(ask, name, String(gone.at(-1))).catch(
        (one: unknown) => one,
      );
      codes.push([
        name,
        (error as { driverError?: { code?: string } } | undefined)?.driverError?.code,
      ]);
    }

    expect(codes.length).toBeGreaterThan(25);
    // vectors are written for chunks that are locked meanwhile, and go with them
    expect(codes.filter(([, code]) => code !== '23503')).toEqual([['chunk_vectors', undefined]]);
    await ask('DELETE FROM chunk_vectors WHERE store_id = ANY ($1) RETURNING store_id', [gone]);
  });
});
