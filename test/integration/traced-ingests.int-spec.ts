import { IngestService, IngestSweep, KnowledgeModule } from '@app/knowledge';
import { StoreConnections, type StoreScope, withLogFields } from '@app/tenancy';
import { getQueueToken } from '@nestjs/bullmq';
import type { TestingModule } from '@nestjs/testing';
import type { Queue } from 'bullmq';

import { aStore, openRooms } from '../support/rooms.js';
import { allowCrawling } from './crawled-site.js';

const own = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const other = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const site = { url: 'http://127.0.0.1:9/' };

let rooms: TestingModule;
let scope: StoreScope;

beforeAll(async () => {
  allowCrawling('127.0.0.1:9');
  rooms = await openRooms({ imports: [KnowledgeModule] });
});
afterAll(() => rooms.close());
beforeEach(async () => {
  scope = await aStore(rooms);
});

const queue = () => rooms.get<Queue>(getQueueToken('crawl'), { strict: false });

/** Of the jobs of this store that wait, the newest last. */
async function traces(): Promise<unknown[]> {
  const jobs = await queue().getJobs(['waiting', 'prioritized', 'delayed'], 0, 500, true);
  return jobs
    .filter(({ data }) => (data as { storeId: string }).storeId === scope.storeId)
    .sort((a, b) => a.timestamp - b.timestamp)
    .map(({ data }) => (data as { traceparent?: string }).traceparent);
}

const start = (traceparent?: string) =>
  withLogFields({ traceparent }, () => rooms.get(IngestService).start(scope, site));

const run = (sql: string) =>
  rooms.get(StoreConnections).run(scope, (manager) => manager.query(sql, [scope.storeId]));

describe('the trace of an ingest', () => {
  it('is that of whoever asked for it, on each of its jobs, whoever nudges it', async () => {
    await start(own);
    await run(`UPDATE ingests SET heartbeat_at = now() - interval '1 hour' WHERE store_id = $1`);
    await withLogFields({ traceparent: other }, () => rooms.get(IngestSweep).nudgeStale());

    expect(await traces()).toEqual([own, own]);
  });

  it('is its own where another ingest lets it begin', async () => {
    const first = await start(own);
    await withLogFields({ traceparent: other }, () =>
      rooms.get(IngestService).cancel(scope, first.id),
    );
    await start(other);
    await run(`UPDATE ingests SET status = 'waiting' WHERE store_id = $1 AND status = 'queued'`);
    await run(`UPDATE ingests SET updated_at = now() - interval '1 hour' WHERE store_id = $1`);
    await withLogFields({ traceparent: own }, () => rooms.get(IngestSweep).startForgotten());

    expect((await traces()).at(-1)).toBe(other);
  });

  it('is none where nothing was traced', async () => {
    await start();
    await run(`UPDATE ingests SET heartbeat_at = now() - interval '1 hour' WHERE store_id = $1`);
    await withLogFields({ traceparent: other }, () => rooms.get(IngestSweep).nudgeStale());

    expect(await traces()).toEqual([undefined, undefined]);
  });
});
