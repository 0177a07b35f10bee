import {
  type Ingest,
  IngestQueue,
  IngestRepository,
  IngestService,
  IngestStepper,
  IngestSweep,
  KnowledgeModule,
  StatusService,
} from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { aStore, openRooms } from '../support/rooms.js';
import { allowCrawling } from './crawled-site.js';

const url = 'http://127.0.0.1:9/';
let rooms: TestingModule;
let ingests: IngestService;
let scope: StoreScope;

const small = (of: StoreScope = scope): Promise<Ingest> =>
  rooms.get(IngestQueue).enqueue(of, { kind: 'import', url: null, maxPages: 1 }, async () => ({
    sourceId: null,
    pages: [],
  }));
const statusOf = async ({ id }: Ingest) => (await ingests.get(scope, id)).status;
const fail = ({ id }: Ingest) => rooms.get(IngestStepper).fail(scope, id, 'TEST', 'for a test');

beforeAll(async () => {
  allowCrawling('127.0.0.1:9');
  rooms = await openRooms({ imports: [KnowledgeModule] });
  ingests = rooms.get(IngestService);
});
afterAll(() => rooms.close());
beforeEach(async () => {
  scope = await aStore(rooms);
});

describe('the ingests of a store', () => {
  it('wait for each other, and begin in the order in which they were asked for', async () => {
    const crawl = await ingests.start(scope, { url });
    const [first, second] = [await small(), await small()];
    expect([first.status, second.status]).toEqual(['waiting', 'waiting']);
    expect([first.releaseNumber, second.releaseNumber]).toEqual([2, 3]);

    await fail(crawl);
    expect([await statusOf(first), await statusOf(second)]).toEqual(['queued', 'waiting']);

    await ingests.cancel(scope, first.id);
    expect(await statusOf(second)).toBe('queued');
  });

  it('are told how many come before them, and which one is building', async () => {
    const crawl = await ingests.start(scope, { url });
    await small();
    const last = await small();
    const status = rooms.get(StatusService);

    expect(await status.progress(scope, last.id)).toMatchObject({ queuePosition: 2 });
    expect(await status.status(scope)).toMatchObject({
      status: 'building',
      lastIngest: { ingest: { id: crawl.id } },
    });
  });

  it('refuse a second crawl, but not one that comes after something small', async () => {
    const import1 = await small();
    const crawl = await ingests.start(scope, { url });

    expect([import1.status, crawl.status]).toEqual(['queued', 'waiting']);
    await expect(ingests.start(scope, { url })).rejects.toMatchObject({
      code: 'KNOWLEDGE_INGEST_RUNNING',
      details: { ingest_id: crawl.id },
    });
  });

  it('can be cancelled while they wait', async () => {
    await ingests.start(scope, { url });
    const waiting = await small();

    expect(await ingests.cancel(scope, waiting.id)).toMatchObject({
      status: 'cancelled',
      startedAt: null,
    });
  });

  it('never build two at a time, however many are asked for and ended at once', async () => {
    const asked = await Promise.all(Array.from({ length: 12 }, () => small()));
    expect(new Set(asked.map(({ releaseNumber }) => releaseNumber)).size).toBe(12);

    const ended: number[] = [];
    while (ended.length < 12) {
      const building = await rooms
        .get(IngestRepository)
        .find(scope, { status: 'queued' }, { order: { releaseNumber: 'ASC' } });
      expect(building).toHaveLength(1);
      ended.push((building[0] as Ingest).releaseNumber);
      await Promise.all([fail(building[0] as Ingest), fail(building[0] as Ingest)]);
    }

    expect(ended).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('begin by the sweep when the process died that ended the one before, and only then', async () => {
    const other = await aStore(rooms);
    const [crawl, waiting] = [await ingests.start(scope, { url }), await small()];
    const behind = [await small(other), await small(other)] as const;
    await rooms.get(StoreConnections).run(scope, async (manager) => {
      await manager.query(`UPDATE ingests SET status = 'failed' WHERE store_id = $1 AND id = $2`, [
        scope.storeId,
        crawl.id,
      ]);
      await manager.query(
        `UPDATE ingests SET updated_at = now() - interval '1 minute' WHERE store_id = $1`,
        [scope.storeId],
      );
    });

    await rooms.get(IngestSweep).startForgotten();

    expect(await statusOf(waiting)).toBe('queued');
    expect((await ingests.get(other, behind[1].id)).status).toBe('waiting');
  });
});
