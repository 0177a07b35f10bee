import {
  crawlPagesJob,
  crawlQueue,
  type Ingest,
  IngestQueue,
  type IngestStep,
  IngestStepper,
  IngestSweep,
  KnowledgeModule,
  StatusService,
} from '@app/knowledge';
import {
  OnJob,
  StoreConnections,
  StoreJobRunner,
  StoreProcessor,
  type StoreScope,
} from '@app/tenancy';
import { getQueueToken } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import type { Queue } from 'bullmq';

import { aStore, openRooms } from '../support/rooms.js';
import { waitFor } from '../support/wait-for.js';

/** The slices that were run, by store, in their order. */
const turns: string[] = [];
/** How many slices an ingest takes; it fails after the last one, so that the store's next one begins. */
const slicesOf = new Map<string, number>();

/** In place of the crawler: a slice is a turn and nothing else, so that what is counted is whose turn it was. */
@Injectable()
@StoreProcessor(crawlQueue)
class TurnProcessor extends StoreJobRunner {
  constructor(private readonly stepper: IngestStepper) {
    super();
  }

  @OnJob(crawlPagesJob)
  async takeTurn(scope: StoreScope, step: IngestStep): Promise<void> {
    if (!slicesOf.has(step.ingestId)) return;
    const ingest = await this.stepper.beginCrawl(scope, step);
    if (ingest === null) return;
    turns.push(scope.storeId);
    const left = (slicesOf.get(ingest.id) ?? 0) - 1;
    slicesOf.set(ingest.id, left);
    if (left > 0) await this.stepper.again(scope, ingest.id);
    else await this.stepper.fail(scope, ingest.id, 'TEST', 'its turns are over');
  }
}

let rooms: TestingModule;
let queue: Queue;

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule], providers: [TurnProcessor] });
  queue = rooms.get<Queue>(getQueueToken(crawlQueue.name), { strict: false });
});
afterAll(() => rooms.close());
beforeEach(async () => {
  turns.length = 0;
  slicesOf.clear();
  await queue.pause();
  // what others left behind: a slice at work queues the next at its end, one of a dead worker is taken for stalled soon
  await waitFor(async () => (await queue.getActiveCount()) === 0, { timeoutMs: 45_000 });
  await queue.drain(true);
});
afterEach(() => queue.resume());

interface Asked {
  kind?: Ingest['kind'];
  maxPages?: number;
  slices: number;
}

async function ask(
  scope: StoreScope,
  { kind = 'crawl', maxPages = 1_000, slices }: Asked,
): Promise<Ingest> {
  const wanted = { kind, url: null, maxPages, mayWait: true };
  const start = async () => ({ sourceId: null, pages: [] });
  const ingest = await rooms.get(IngestQueue).enqueue(scope, wanted, start);
  slicesOf.set(ingest.id, slices);
  return ingest;
}

const stores = (count: number) => Promise.all(Array.from({ length: count }, () => aStore(rooms)));
const turnsOf = ({ storeId }: StoreScope) => turns.filter((turn) => turn === storeId).length;

async function letStandStill(scope: StoreScope): Promise<void> {
  await rooms
    .get(StoreConnections)
    .run(scope, (manager) =>
      manager.query(
        `UPDATE ingests SET heartbeat_at = now() - interval '1 minute' WHERE store_id = $1`,
        [scope.storeId],
      ),
    );
}

async function placeOf(scope: StoreScope, { id }: Ingest): Promise<number | null> {
  return (await rooms.get(StatusService).progress(scope, id)).queuePosition;
}

/** The ingests whose slices wait in the first lane. */
async function waitingFirst(): Promise<unknown[]> {
  const jobs = await queue.getJobs(['waiting']);
  return jobs.map(({ data }: { data: { data?: IngestStep } }) => data.data?.ingestId);
}

/** 1 when all get the same, 1 / n when one gets it all. */
function jainIndex(shares: readonly number[]): number {
  const sum = shares.reduce((one, other) => one + other, 0);
  return sum ** 2 / (shares.length * shares.reduce((all, share) => all + share ** 2, 0));
}

describe('the turns of stores that crawl at the same time', () => {
  it('are as many for each of ten, from the beginning on', async () => {
    const all = await stores(10);
    for (const scope of all) await ask(scope, { slices: 20 });

    await queue.resume();
    await waitFor(() => turns.length >= 60);
    const shares = all.map(turnsOf);
    await waitFor(() => all.every((scope) => turnsOf(scope) === 20));

    expect(jainIndex(shares)).toBeGreaterThanOrEqual(0.95);
  });

  it('come soon to a store whose neighbour has a hundred ingests waiting, each of which is a turn', async () => {
    const [greedy, modest] = (await stores(2)) as [StoreScope, StoreScope];
    for (let n = 0; n < 100; n += 1) await ask(greedy, { slices: 1 });
    await ask(modest, { slices: 3 });

    await queue.resume();
    await waitFor(() => turnsOf(modest) === 3);

    expect(turns.indexOf(modest.storeId)).toBeLessThanOrEqual(4);
    expect(turns.lastIndexOf(modest.storeId)).toBeLessThanOrEqual(12);
  });

  it('come to a small ingest before the large ones that were asked for before it', async () => {
    const large = await stores(30);
    const small = await aStore(rooms);
    for (const scope of large) await ask(scope, { slices: 2 });
    await ask(small, { kind: 'refresh', maxPages: 2, slices: 2 });

    await queue.resume();
    await waitFor(() => turnsOf(small) === 2);

    expect(turns.lastIndexOf(small.storeId)).toBeLessThanOrEqual(2 * crawlQueue.concurrency);
  });

  it('are told beforehand: what waits in front is counted until it begins', async () => {
    const [first, small, second] = (await stores(3)) as [StoreScope, StoreScope, StoreScope];
    const asked = [await ask(first, { slices: 2 }), await ask(second, { slices: 2 })] as const;
    const behind = await ask(second, { kind: 'removal', maxPages: 0, slices: 1 });
    const places = () =>
      Promise.all([placeOf(first, asked[0]), placeOf(second, asked[1]), placeOf(second, behind)]);
    expect(await places()).toEqual([0, 1, 1]);

    const urgent = await ask(small, { kind: 'refresh', maxPages: 2, slices: 2 });
    expect(await places()).toEqual([1, 2, 1]);
    expect(await placeOf(small, urgent)).toBe(0);

    await rooms.get(IngestStepper).runSlice(first, asked[0].id, async () => undefined);
    expect(await placeOf(first, asked[0])).toBeNull();
  });

  it('come in the same lanes when the sweep gives them', async () => {
    const [one, other] = (await stores(2)) as [StoreScope, StoreScope];
    const large = await ask(one, { slices: 1 });
    const small = await ask(other, { kind: 'refresh', maxPages: 2, slices: 1 });
    await queue.drain();
    for (const scope of [one, other]) await letStandStill(scope);

    await rooms.get(IngestSweep).nudgeStale();

    expect(await waitingFirst()).toContain(small.id);
    expect(await waitingFirst()).not.toContain(large.id);
    await queue.resume();
    await waitFor(() => turnsOf(one) + turnsOf(other) === 2);
  });
});
