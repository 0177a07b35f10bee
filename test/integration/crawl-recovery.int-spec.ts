import {
  FrontierService,
  IngestBlamer,
  IngestRepository,
  IngestService,
  KnowledgeClearer,
  SiteCrawler,
} from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';

import { linkedPage, TrialCrawl } from './trial-crawl.js';

let crawled: TrialCrawl;
let scope: StoreScope;

beforeAll(async () => {
  crawled = await TrialCrawl.open();
});
afterAll(() => crawled.close());
beforeEach(async () => {
  scope = await crawled.begin();
});

/** Leaves pages as a worker does that dies with them in hand, and others died before. Their leases have run out. */
async function leaveInHand(paths: readonly string[], { stops }: { stops: number }): Promise<void> {
  const listed = paths.map((path) => `'${crawled.site.origin}${path}'`).join(', ');
  await crawled.rows(
    scope,
    `INSERT INTO ingest_pages (store_id, ingest_id, url, depth, state, attempts, stops)
     SELECT i.store_id, i.id, p.url, 1, 'leased', 1, ${stops}
     FROM ingests i, unnest(ARRAY[${listed}]) AS p (url) WHERE i.store_id = $1
     ON CONFLICT (store_id, ingest_id, url) DO UPDATE
     SET state = 'leased', free_at = now(), stops = ${stops}, attempts = greatest(1, ingest_pages.attempts)`,
  );
}

describe('a crawl that is disturbed', () => {
  it('tries again what failed for a passing reason, three times at most', async () => {
    let failures = 1;
    crawled.site
      .page('/', linkedPage('Home', '/shaky', '/broken'))
      .page('/broken', { status: 500 });
    crawled.site.on('/shaky', (_request, response) => {
      const status = failures-- > 0 ? 503 : 200;
      response.writeHead(status, { 'content-type': 'text/html' }).end(linkedPage('Shaky'));
    });

    await crawled.crawl(scope, crawled.site.origin);

    expect(await crawled.outcomes(scope)).toMatchObject({
      '/shaky': 'indexed',
      '/broken': 'http_error',
    });
    expect(crawled.site.count('/broken')).toBe(3);
  });

  it('goes on where a killed worker stopped, and loses and doubles nothing', async () => {
    crawled.site.page('/', linkedPage('Home', ...Array.from({ length: 12 }, (_, n) => `/p${n}`)));
    crawled.site.onPattern(/^\/p\d+$/, async ({ url }, response) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage(`Page ${url}`));
    });
    const ingest = await crawled.rooms
      .get(IngestService)
      .start(scope, { url: crawled.site.origin });

    for (let kills = 0; kills < 5; kills += 1) {
      const kill = new AbortController();
      setTimeout(() => kill.abort(new Error('killed')), 30 + kills * 10);
      await crawled.slice(scope, ingest.id, kill.signal).catch(() => undefined);
      // a killed worker gives nothing back: its leases run out
      await crawled.rows(
        scope,
        `UPDATE ingest_pages SET free_at = now() WHERE store_id = $1 RETURNING id`,
      );
    }
    await crawled.finish(scope, ingest.id);

    expect(Object.values(await crawled.outcomes(scope))).toEqual(
      Array.from({ length: 13 }, () => 'indexed'),
    );
    expect(
      await crawled.rows(scope, `SELECT count(*)::int AS count FROM pages WHERE store_id = $1`),
    ).toEqual([{ count: 13 }]);
  });

  it('gives a page up that was in hand when seven workers died', async () => {
    crawled.site.page('/', linkedPage('Home', '/poison')).page('/poison', linkedPage('Poison'));
    const ingest = await crawled.start(scope, crawled.site.origin);
    await leaveInHand(['/poison'], { stops: 6 });

    await crawled.finish(scope, ingest.id);

    expect(await crawled.outcomes(scope)).toMatchObject({ '/poison': 'extraction_failed' });
    expect(crawled.site.count('/poison')).toBe(0);
  });

  it('does not take a page for poison that chance had in hand time after time, the start page least of all', async () => {
    crawled.site.page('/', linkedPage('Home', '/a')).page('/a', linkedPage('A'));
    const ingest = await crawled.start(scope, crawled.site.origin);
    await leaveInHand(['/', '/a'], { stops: 5 });

    await crawled.finish(scope, ingest.id);

    expect(await crawled.outcomes(scope)).toEqual({ '/': 'indexed', '/a': 'indexed' });
  });

  it('asks a site that stumbles as often as ever, however many workers died meanwhile', async () => {
    let failures = 1;
    crawled.site.page('/', linkedPage('Home', '/shaky')).on('/shaky', (_request, response) => {
      const status = failures-- > 0 ? 503 : 200;
      response.writeHead(status, { 'content-type': 'text/html' }).end(linkedPage('Shaky'));
    });
    const ingest = await crawled.start(scope, crawled.site.origin);
    await leaveInHand(['/shaky'], { stops: 1 });
    await crawled.slice(scope, ingest.id);
    await leaveInHand(['/shaky'], { stops: 2 });

    await crawled.finish(scope, ingest.id);

    expect(await crawled.outcomes(scope)).toMatchObject({ '/shaky': 'indexed' });
  });

  it('reads pages that were in hand when a worker died one at a time, with nothing else in hand', async () => {
    const fresh = Array.from({ length: 6 }, (_, n) => `/p${n}`);
    const open: number[] = [];
    let inHand = 0;
    crawled.site.page('/', linkedPage('Home', ...fresh));
    crawled.site.onPattern(/^\/[pq]\d$/, async ({ url = '' }, response) => {
      inHand += 1;
      if (url.startsWith('/q')) open.push(inHand);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inHand -= 1;
      response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage(`Page ${url}`));
    });
    const ingest = await crawled.start(scope, crawled.site.origin);
    await leaveInHand(['/q1', '/q2', '/q3', '/q4'], { stops: 0 });

    await crawled.finish(scope, ingest.id);

    expect(open).toEqual([1, 1, 1, 1]);
    expect(new Set(Object.values(await crawled.outcomes(scope)))).toEqual(new Set(['indexed']));
  });

  it('leaves what was in hand when a worker died to a process apart, and gives up what takes that down', async () => {
    crawled.site.page('/', linkedPage('Home', '/a')).page('/a', linkedPage('A'));
    const ingest = await crawled.start(scope, crawled.site.origin);
    await leaveInHand(['/q1', '/q2'], { stops: 0 });
    const { slice } = await crawled.rooms.get(IngestRepository).get(scope, ingest.id);
    const step = { ingestId: ingest.id, slice };

    await crawled.rooms.get(SiteCrawler).crawlSlice(scope, step, new AbortController().signal);
    expect(crawled.site.count('/q1') + crawled.site.count('/q2')).toBe(0);
    expect(crawled.site.count('/a')).toBe(1);

    const dying = crawled.rooms.get(FrontierService);
    const one = { limit: 1, isApart: true };
    const leased = await dying.lease(scope, ingest, one, async () => true);
    const next = { ingestId: ingest.id, slice: slice + 1 };
    expect(await crawled.rooms.get(IngestBlamer).blame(scope, next)).toBe(false);
    await crawled.finish(scope, ingest.id);

    const given = new URL(String(leased?.[0]?.url)).pathname;
    const kept = given === '/q1' ? '/q2' : '/q1';
    expect(await crawled.outcomes(scope)).toMatchObject({ [given]: 'extraction_failed' });
    expect([crawled.site.count(given), crawled.site.count(kept)]).toEqual([0, 1]);
  });

  it('fails where it took down a process apart that had no page in hand', async () => {
    const ingest = await crawled.start(scope, crawled.site.origin);
    const blamer = crawled.rooms.get(IngestBlamer);

    expect(await blamer.isSuspect(scope, { ingestId: ingest.id, slice: 0 })).toBe(true);
    expect(await blamer.blame(scope, { ingestId: ingest.id, slice: 9 })).toBe(false);
    expect(await blamer.blame(scope, { ingestId: ingest.id, slice: 0 })).toBe(true);

    const { status, errorCode } = await crawled.rooms.get(IngestRepository).get(scope, ingest.id);
    expect([status, errorCode]).toEqual(['failed', 'KNOWLEDGE_INGEST_STUCK']);
  });

  it('runs two slices at once without reading a page twice', async () => {
    crawled.site.page('/', linkedPage('Home', ...Array.from({ length: 20 }, (_, n) => `/p${n}`)));
    crawled.site.onPattern(/^\/p\d+$/, ({ url }, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage(`Page ${url}`));
    });
    const ingest = await crawled.rooms
      .get(IngestService)
      .start(scope, { url: crawled.site.origin, maxPages: 15 });

    await Promise.all([crawled.slice(scope, ingest.id), crawled.slice(scope, ingest.id)]);
    await crawled.finish(scope, ingest.id);

    const pages = crawled.site.requests.filter((path) => path.startsWith('/p'));
    expect(pages).toHaveLength(14);
    expect(new Set(pages).size).toBe(14);
  });

  it('stops when its ingest is cancelled or cleared', async () => {
    crawled.site.page('/', linkedPage('Home', '/a')).page('/a', linkedPage('A'));
    const ingests = crawled.rooms.get(IngestService);
    const cancelled = await ingests.start(scope, { url: crawled.site.origin });
    await ingests.cancel(scope, cancelled.id);

    expect(await crawled.slice(scope, cancelled.id)).toBe('skipped');
    expect(crawled.site.requests).toEqual([]);

    const cleared = await ingests.start(scope, { url: crawled.site.origin });
    await crawled.rooms.get(KnowledgeClearer).clear(scope);
    await expect(crawled.slice(scope, cleared.id)).rejects.toMatchObject({ kind: 'not_found' });
  });
});
