import { StatusService } from '@app/knowledge';
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
  crawled.site.page('/', linkedPage('Home', ...pages));
  crawled.site.onPattern(/^\/p\d+$/, ({ url }, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage(`Page ${url}`));
  });
});
afterEach(() => crawled.close());

const estimate = (id: string) => crawled.rooms.get(StatusService).progress(scope, id);

describe('the time that an ingest is said to take', () => {
  it('holds the pause that the site asked for when it was busy', async () => {
    const last = pages.at(-1) ?? '';
    crawled.site.on(last, (_request, response) => {
      response.writeHead(429, { 'retry-after': '100' }).end();
    });
    const { id } = await crawled.start(scope, crawled.site.origin);
    const told = async () => {
      await crawled.slice(scope, id);
      return crawled.site.count(last) > 0 ? estimate(id) : null;
    };

    const { etaSeconds } = await waitFor(told);

    expect(etaSeconds).toBeGreaterThan(80);
    expect(etaSeconds).toBeLessThan(160);
  });

  it('is that of the pages which wait, at the delay that the site asks for', async () => {
    const { id } = await crawled.start(scope, crawled.site.origin);
    // as its survey leaves it, which would take as long as the delay, and more
    await crawled.rows(
      scope,
      `UPDATE ingests SET status = 'crawling', started_at = now() - interval '5 minutes', site_url = url,
         robots_txt = E'User-agent: *\\nCrawl-delay: 30', robots_read_at = now(), sitemaps_read_at = now()
       WHERE store_id = $1 RETURNING id`,
    );
    const before = await estimate(id);

    await crawled.slice(scope, id);
    const after = await estimate(id);

    expect(before).toMatchObject({ pages: { waiting: 1 }, etaSeconds: 31 });
    expect(after.pages).toMatchObject({ waiting: 40, fetched: 1 });
    // until the next request, and for what is to be indexed
    const beside = (after.etaSeconds ?? 0) - 40 * 30;
    expect(beside).toBeGreaterThan(0);
    expect(beside).toBeLessThanOrEqual(30 + 41);
  });
});
