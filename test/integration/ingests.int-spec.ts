import {
  type Ingest,
  IngestRepository,
  IngestService,
  IngestSweep,
  KnowledgeClearer,
  KnowledgeModule,
  SourceIngests,
  SourceService,
  StatusService,
} from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { FixtureSite } from '../support/fixture-site.js';
import { aStore, openRooms } from '../support/rooms.js';
import { allowCrawling, CrawledSite } from './crawled-site.js';

let rooms: TestingModule;
let site: FixtureSite;
let ingests: IngestService;
let scope: StoreScope;

type Asking = (ids: Record<'ingest' | 'source' | 'page', string>) => Promise<Ingest>;

const sources = () => rooms.get(SourceIngests);
const status = () => rooms.get(StatusService).status(scope);
const rows = <T>(sql: string): Promise<T[]> =>
  rooms.get(StoreConnections).run<T[]>(scope, (manager) => manager.query(sql, [scope.storeId]));

beforeAll(async () => {
  site = await FixtureSite.start();
  site.page('/', '<title>Home</title><p>Welcome to the shop of fixtures.</p><a href="/a">a</a>');
  site.page('/a', '<title>A</title><p>All about the letter A, its uses and its price.</p>');
  allowCrawling(site.host);
  rooms = await openRooms({ imports: [KnowledgeModule] });
  ingests = rooms.get(IngestService);
});
afterAll(async () => {
  await rooms.close();
  await site.stop();
});
beforeEach(async () => {
  scope = await aStore(rooms);
});

describe('starting an ingest', () => {
  it.each([
    'http://localhost/',
    'http://169.254.169.254/',
    'ftp://x.org/',
    'not a url',
    'https://a:b@example.org/',
  ])('refuses %s before anything is written', async (url) => {
    await expect(ingests.start(scope, { url })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'KNOWLEDGE_URL_REFUSED',
    });
    expect(await rows('SELECT id FROM sources WHERE store_id = $1')).toEqual([]);
  });

  it('refuses a second one while the first runs, naming it', async () => {
    const first = await ingests.start(scope, { url: site.origin });

    await expect(ingests.start(scope, { url: site.origin })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'KNOWLEDGE_INGEST_RUNNING',
      details: { ingest_id: first.id },
    });
  });

  it('gives all requests with one idempotency key the same ingest', async () => {
    const start = () => ingests.start(scope, { url: site.origin, idempotencyKey: 'one' });

    const started = await Promise.all(Array.from({ length: 20 }, start));

    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    await expect(
      ingests.start(scope, { url: `${site.origin}/other`, idempotencyKey: 'one' }),
    ).rejects.toMatchObject({ code: 'KNOWLEDGE_IDEMPOTENCY_KEY_REUSED' });
  });

  it('lets another store start at the same time', async () => {
    await ingests.start(scope, { url: site.origin });
    const other = await aStore(rooms);

    await expect(ingests.start(other, { url: site.origin })).resolves.toMatchObject({
      status: 'queued',
    });
  });
});

describe('an ingest', () => {
  it('can be cancelled once, and then be retried as a new one', async () => {
    const first = await ingests.start(scope, { url: site.origin, maxPages: 7 });
    await expect(ingests.retry(scope, first.id)).rejects.toMatchObject({
      code: 'KNOWLEDGE_INGEST_RUNNING',
    });

    expect(await ingests.cancel(scope, first.id)).toMatchObject({ status: 'cancelled' });
    expect(await ingests.cancel(scope, first.id)).toMatchObject({ status: 'cancelled' });
    const second = await ingests.retry(scope, first.id);

    expect(second).toMatchObject({
      status: 'queued',
      url: first.url,
      maxPages: 7,
      releaseNumber: 2,
    });
    expect(second.id).not.toBe(first.id);
  });

  it('of another store looks missing', async () => {
    const { id } = await ingests.start(scope, { url: site.origin });
    const other = await aStore(rooms);

    for (const ask of [ingests.get, ingests.cancel, ingests.retry]) {
      await expect(ask.call(ingests, other, id)).rejects.toMatchObject({ kind: 'not_found' });
    }
  });

  it('counts its pages as it goes', async () => {
    const { id } = await ingests.start(scope, { url: site.origin });
    expect(await status()).toMatchObject({
      status: 'building',
      liveRelease: null,
      lastIngest: { pages: { found: 1, fetched: 0, waiting: 1 }, etaSeconds: null },
    });

    await new CrawledSite(rooms).finish(scope, id);

    expect(await status()).toMatchObject({
      status: 'building',
      lastIngest: {
        ingest: { id, status: 'indexing' },
        pages: {
          found: 2,
          fetched: 2,
          indexed: 2,
          failed: 0,
          waiting: 0,
          outcomes: { indexed: 2 },
        },
        queuePosition: null,
      },
    });
  });

  it('that failed leaves a store without knowledge failed, and says why', async () => {
    const { id } = await ingests.start(scope, { url: `${site.origin}/missing` });
    await new CrawledSite(rooms).finish(scope, id);

    expect(await status()).toMatchObject({
      status: 'failed',
      lastIngest: { ingest: { errorCode: 'KNOWLEDGE_SITE_ERRORS' }, pages: { failed: 1 } },
    });
  });

  it('that stands still is nudged by the sweep, by one process only', async () => {
    const { id, slice } = await ingests.start(scope, { url: site.origin });
    await rows(
      `UPDATE ingests SET heartbeat_at = now() - interval '1 hour' WHERE store_id = $1 RETURNING id`,
    );

    const nudged = await Promise.all([1, 2].map(() => rooms.get(IngestSweep).nudgeStale()));

    expect(nudged.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(1);
    expect((await ingests.get(scope, id)).slice).toBe(slice + 1);
  });
});

describe('clearing', () => {
  it('removes all that the store knows and stops what runs', async () => {
    const { id } = await ingests.start(scope, { url: site.origin });
    await new CrawledSite(rooms).finish(scope, id);

    await rooms.get(KnowledgeClearer).clear(scope);

    expect(await status()).toMatchObject({ status: 'empty', lastIngest: null, pageCount: 0 });
    for (const table of ['sources', 'ingests', 'ingest_pages', 'pages', 'releases']) {
      expect(await rows(`SELECT id FROM ${table} WHERE store_id = $1`)).toEqual([]);
    }
  });

  it.each<[string, Asking, string]>([
    ['an ingest that is tried again', ({ ingest }) => ingests.retry(scope, ingest), 'INGEST'],
    ['a source that is crawled', ({ source }) => sources().crawl(scope, source), 'SOURCE'],
    ['a page that is read again', ({ page }) => sources().refresh(scope, page), 'SOURCE'],
  ])('takes away %s at the same moment, which is missing then', async (_what, ask, noun) => {
    const { id } = await ingests.start(scope, { url: site.origin });
    await new CrawledSite(rooms).finish(scope, id);
    const [source] = await rows<{ id: string }>('SELECT id FROM sources WHERE store_id = $1');
    const [page] = await rows<{ id: string }>('SELECT id FROM pages WHERE store_id = $1');
    const ids = { ingest: id, source: String(source?.id), page: String(page?.id) };
    if (noun === 'INGEST') {
      // one of a page, as a crawl makes its source anew
      ids.ingest = (await sources().refresh(scope, ids.page)).id;
      await ingests.cancel(scope, ids.ingest);
    }
    const reads = noun === 'INGEST' ? rooms.get(IngestRepository) : rooms.get(SourceService);
    const read = reads.get.bind(reads) as (...given: unknown[]) => Promise<never>;
    jest.spyOn(reads, 'get').mockImplementationOnce(async (...given) => {
      const found = await read(...given);
      await rooms.get(KnowledgeClearer).clear(scope);
      return found;
    });

    await expect(ask(ids)).rejects.toMatchObject({ code: `KNOWLEDGE_${noun}_NOT_FOUND` });

    expect(await rows('SELECT id FROM ingests WHERE store_id = $1')).toEqual([]);
  });

  it('is harmless on a store that knows nothing', async () => {
    await expect(rooms.get(KnowledgeClearer).clear(scope)).resolves.toBeUndefined();
    await expect(ingests.reindex(scope)).rejects.toMatchObject({
      code: 'KNOWLEDGE_NOTHING_TO_REINDEX',
    });
  });
});
