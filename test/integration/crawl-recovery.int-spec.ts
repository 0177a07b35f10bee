import { IngestService, KnowledgeClearer } from '@app/knowledge';
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

  it('gives a page up that stopped its worker three times', async () => {
    crawled.site.page('/', linkedPage('Home', '/poison')).page('/poison', linkedPage('Poison'));
    const ingest = await crawled.rooms
      .get(IngestService)
      .start(scope, { url: crawled.site.origin });
    await crawled.rows(
      scope,
      `INSERT INTO ingest_pages (store_id, ingest_id, url, depth, state, attempts)
       SELECT store_id, id, url || 'poison', 1, 'leased', 3 FROM ingests WHERE store_id = $1 RETURNING id`,
    );

    await crawled.finish(scope, ingest.id);

    expect(await crawled.outcomes(scope)).toMatchObject({ '/poison': 'extraction_failed' });
    expect(crawled.site.count('/poison')).toBe(0);
  });

  it('reads pages that were in hand when two workers died one at a time, after all others', async () => {
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
    await crawled.rows(
      scope,
      `INSERT INTO ingest_pages (store_id, ingest_id, url, depth, state, attempts)
       SELECT store_id, id, url || 'q' || n, 1, 'leased', 2 FROM ingests, generate_series(1, 4) n
       WHERE store_id = $1 RETURNING id`,
    );

    await crawled.finish(scope, ingest.id);

    expect(open).toEqual([1, 1, 1, 1]);
    expect(crawled.site.requests.slice(-4).every((path) => path.startsWith('/q'))).toBe(true);
    expect(new Set(Object.values(await crawled.outcomes(scope)))).toEqual(new Set(['indexed']));
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
