import type { StoreScope } from '@app/tenancy';

import { waitFor } from '../support/wait-for.js';
import { linkedPage, TrialCrawl } from './trial-crawl.js';

const pages = Array.from({ length: 40 }, (_, at) => `/p${at}`);

let crawled: TrialCrawl;
let scope: StoreScope;

// each test has a host of its own: one would wait for what the other's asked for
beforeEach(async () => {
  crawled = await TrialCrawl.open();
  scope = await crawled.begin();
});
afterEach(() => crawled.close());

const notFor = (minutes: number) => `now() - interval '${minutes} minutes'`;

/** Slices until the site has asked for time; then as it is after so many minutes in which it has given nothing. */
async function refusedFor(minutes: number): Promise<string> {
  const { id } = await crawled.start(scope, crawled.site.origin);
  await waitFor(async () => {
    await crawled.slice(scope, id);
    const [row] = await crawled.rows<{ waits: number }>(
      scope,
      'SELECT coalesce(sum(waits), 0)::int AS waits FROM ingest_pages WHERE store_id = $1',
    );
    return (row?.waits ?? 0) > 0 ? row : null;
  });
  await crawled.rows(
    scope,
    `UPDATE ingest_pages SET updated_at = ${notFor(minutes)}, waits = CASE WHEN waits > 0 THEN 5 ELSE 0 END
     WHERE store_id = $1 RETURNING id`,
  );
  return id;
}

describe('a site that asks for time for every page', () => {
  beforeEach(() => {
    crawled.site.page('/', linkedPage('Home', ...pages));
    crawled.site.onPattern(/^\/p\d+$/, (_request, response) => {
      response.writeHead(429, { 'retry-after': '2' }).end();
    });
  });

  it('for long is let be: what it refused failed, the rest is not read', async () => {
    const id = await refusedFor(9);

    const { status } = await crawled.finish(scope, id);

    expect(status).toBe('indexing');
    const ended = await crawled.rows<{ outcome: string; http_status: number; asked: boolean }>(
      scope,
      `SELECT DISTINCT outcome, http_status, waits > 0 AS asked FROM ingest_pages
       WHERE store_id = $1 ORDER BY outcome`,
    );
    expect(ended).toEqual([
      { outcome: 'http_error', http_status: 429, asked: true },
      { outcome: 'indexed', http_status: 200, asked: false },
      { outcome: 'over_limit', http_status: null, asked: false },
    ]);
  });

  it('for a few minutes is waited for, and no page is blamed that was not asked for', async () => {
    const id = await refusedFor(4);
    const before = pages.reduce((sum, path) => sum + crawled.site.count(path), 0);

    await waitFor(async () => {
      await crawled.slice(scope, id);
      const asked = pages.reduce((sum, path) => sum + crawled.site.count(path), 0);
      return asked > before ? asked : null;
    });

    const outcomes = Object.values(await crawled.outcomes(scope));
    expect(outcomes.filter((outcome) => outcome !== null)).toEqual(['indexed']);
    const waits = await crawled.rows<{ url: string }>(
      scope,
      'SELECT url FROM ingest_pages WHERE store_id = $1 AND waits > 0',
    );
    expect(waits.map(({ url }) => crawled.site.count(new URL(url).pathname))).not.toContain(0);
  });
});

it('a page for which a site asks for time twice is read after the others', async () => {
  let read = 0;
  const readBefore: number[] = [];
  crawled.site.page('/', linkedPage('Home', '/list', '/busy'));
  crawled.site.page('/list', linkedPage('List', ...pages));
  crawled.site.onPattern(/^\/p\d+$/, ({ url }, response) => {
    read += 1;
    response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage(`Page ${url}`));
  });
  crawled.site.on('/busy', (_request, response) => {
    readBefore.push(read);
    if (readBefore.length < 3) response.writeHead(503, { 'retry-after': '2' }).end();
    else response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage('Busy'));
  });

  await crawled.crawl(scope, crawled.site.origin);

  expect(readBefore).toHaveLength(3);
  expect(readBefore[2]).toBeGreaterThan(20);
  expect(await crawled.outcomes(scope)).toMatchObject({ '/busy': 'indexed' });
});

it('a site whose robots.txt asks for time for ever fails its ingest, and says so', async () => {
  crawled.site.page('/robots.txt', { status: 503, headers: { 'retry-after': '2' } });
  const { id } = await crawled.start(scope, crawled.site.origin);
  await crawled.slice(scope, id);
  const before = await crawled.rows(scope, 'SELECT status FROM ingests WHERE store_id = $1');
  await crawled.rows(
    scope,
    `UPDATE ingests SET started_at = ${notFor(9)} WHERE store_id = $1 RETURNING id`,
  );

  const ended = await crawled.finish(scope, id);

  expect(before).toEqual([{ status: 'crawling' }]);
  expect(ended).toMatchObject({ status: 'failed', errorCode: 'KNOWLEDGE_ROBOTS_UNAVAILABLE' });
});
