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
  crawled.site.page('/', linkedPage('Home'));
});

const found = async () => Object.keys(await crawled.outcomes(scope)).sort();

describe('a crawl finds pages', () => {
  it('in the sitemaps that robots.txt names and at the usual places', async () => {
    const { site } = crawled;
    site
      .robots(`Sitemap: ${site.origin}/deep/map.xml\nSitemap: /relative.txt`)
      .sitemap(['/a'], '/deep/map.xml')
      .page('/relative.txt', `${site.origin}/b`)
      .sitemap(['/c'], '/sitemap_index.xml');
    for (const path of ['/a', '/b', '/c']) site.page(path, linkedPage(path));

    await crawled.crawl(scope, site.origin);

    expect(await found()).toEqual(['/', '/a', '/b', '/c']);
  });

  it('in no usual place that robots.txt forbids', async () => {
    crawled.site.robots('User-agent: *\nDisallow: /sitemap').sitemap(['/a']);

    await crawled.crawl(scope, crawled.site.origin);

    expect(crawled.site.count('/sitemap.xml') + crawled.site.count('/sitemap_index.xml')).toBe(0);
  });

  it('in other languages, by header and by element', async () => {
    const { site, other } = crawled;
    const link = `</de>; rel="alternate"; hreflang="de", <${other.origin}/it>; rel="alternate"; hreflang="it"`;
    const head = `<link rel="alternate" hreflang="fr" href="/fr"><link rel="alternate" type="application/rss+xml" href="/feed">`;
    site.page('/', { headers: { link }, body: `<head>${head}</head>${linkedPage('Home')}` });
    for (const path of ['/de', '/fr']) site.page(path, linkedPage(path));

    await crawled.crawl(scope, site.origin);

    expect(await found()).toEqual(['/', '/de', '/fr']);
  });

  it('and remembers when the sitemap says that they changed', async () => {
    crawled.site
      .page('/a', linkedPage('A'))
      .page(
        '/sitemap.xml',
        `<urlset><url><loc>${crawled.site.origin}/a</loc><lastmod>2020-05-01</lastmod></url></urlset>`,
      );

    await crawled.crawl(scope, crawled.site.origin);

    expect(
      await crawled.rows(
        scope,
        `SELECT lastmod FROM ingest_pages WHERE store_id = $1 ORDER BY url`,
      ),
    ).toEqual([{ lastmod: null }, { lastmod: new Date('2020-05-01') }]);
  });

  it('and keeps the first of a sitemap that names more than the frontier holds for it', async () => {
    const paths = Array.from({ length: 3_000 }, (_, n) => `/p${3_000 - n}`);
    crawled.site.sitemap(paths);
    crawled.site.onPattern(/^\/p\d+$/, ({ url }, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage(`Page ${url}`));
    });

    await crawled.crawl(scope, crawled.site.origin, 3);

    const rows = await crawled.rows<{ url: string }>(
      scope,
      'SELECT url FROM ingest_pages WHERE store_id = $1',
    );
    const held = rows.map(({ url }) => new URL(url).pathname);
    // four fifths of 515, so that there is room for what pages link to
    expect(held).toHaveLength(413);
    expect(['/', ...paths.slice(0, 412)]).toEqual(expect.arrayContaining(held));
  });
});

describe('a site that asks for time', () => {
  it.each([429, 503])('with %d is waited for, and no try is spent', async (status) => {
    let refusals = 4;
    crawled.site.page('/', linkedPage('Home', '/busy'));
    crawled.site.on('/busy', (_request, response) => {
      if (refusals-- > 0) response.writeHead(status, { 'retry-after': '0' }).end();
      else response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage('Busy'));
    });

    await crawled.crawl(scope, crawled.site.origin);

    expect(await crawled.outcomes(scope)).toMatchObject({ '/busy': 'indexed' });
    expect(crawled.site.count('/busy')).toBe(5);
  });

  it('for ever is believed ten times', async () => {
    crawled.site.page('/', linkedPage('Home', '/busy'));
    crawled.site.page('/busy', { status: 429, headers: { 'retry-after': '0' } });

    await crawled.crawl(scope, crawled.site.origin);

    expect(await crawled.outcomes(scope)).toMatchObject({ '/': 'indexed', '/busy': 'http_error' });
    expect(crawled.site.count('/busy')).toBeLessThanOrEqual(13);
  });

  it('gets no request of any page until then', async () => {
    const times: number[] = [];
    crawled.site.page('/', linkedPage('Home', '/a', '/b', '/c', '/d', '/e', '/f'));
    crawled.site.onPattern(/^\/[a-f]$/, ({ url }, response) => {
      times.push(performance.now());
      if (times.length === 1) response.writeHead(503, { 'retry-after': '3' }).end();
      else response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage(`${url}`));
    });

    await crawled.crawl(scope, crawled.site.origin);

    expect(Object.values(await crawled.outcomes(scope))).toEqual(
      Array.from({ length: 7 }, () => 'indexed'),
    );
    // one may have been in flight already
    expect(times[2]! - times[0]!).toBeGreaterThan(2_900);
  });
});
