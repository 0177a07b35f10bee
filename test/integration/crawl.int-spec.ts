import { KnowledgeModule, pageOutcomes } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';

import { FixtureSite } from '../support/fixture-site.js';
import { openRooms } from '../support/rooms.js';
import { allowCrawling, CrawledSite } from './crawled-site.js';
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

describe('a crawl', () => {
  it('follows links and sitemaps over the whole site and nothing else', async () => {
    crawled.site
      .page(
        '/',
        linkedPage(
          'Home',
          '/a',
          '/a#top',
          '/a?utm_source=x',
          `${crawled.other.origin}/x`,
          '/photo.jpg',
        ),
      )
      .page('/a', linkedPage('A', '/b.html', '/cart'))
      .page('/b.html', linkedPage('B', '/'))
      .page('/hidden', linkedPage('Hidden'))
      .sitemap(['/hidden', '/a']);

    const ingest = await crawled.crawl(scope, crawled.site.origin);

    expect(ingest).toMatchObject({ status: 'indexing', siteUrl: `${crawled.site.origin}/` });
    expect(await crawled.outcomes(scope)).toEqual({
      '/': 'indexed',
      '/a': 'indexed',
      '/b.html': 'indexed',
      '/hidden': 'indexed',
      '/cart': 'left_out',
      '/photo.jpg': 'left_out',
    });
    expect(crawled.site.count('/a')).toBe(1);
    expect(crawled.site.count('/cart')).toBe(0);
    expect(crawled.other.requests).toEqual([]);
    expect(crawled.site.maxOpen).toBeLessThanOrEqual(2);
  });

  it('says of each page how it ended', async () => {
    const targets = [
      '/gone',
      '/wall',
      '/picture',
      '/big',
      '/blank',
      '/noindex',
      '/moved',
      '/away',
      '/evil',
      '/private/x',
    ];
    crawled.site
      .robots('User-agent: *\nDisallow: /private')
      .page('/', linkedPage('Home', ...targets, '/copy'))
      .page('/wall', { status: 403 })
      .page('/picture', { headers: { 'content-type': 'image/png' }, body: 'PNG' })
      .page('/big', { body: 'x'.repeat(6_000_000) })
      .page('/blank', '<html><body><script>app()</script></body>')
      .page(
        '/noindex',
        `<meta name="robots" content="noindex">${linkedPage('No', '/from-noindex')}`,
      )
      .page('/from-noindex', linkedPage('Found'))
      .redirect('/moved', '/target')
      .page('/target', linkedPage('Target'))
      .redirect('/away', 'https://elsewhere.example.org/')
      .redirect('/evil', 'http://169.254.169.254/')
      .page('/copy', linkedPage('Target'));

    await crawled.crawl(scope, `${crawled.site.origin}/`);
    const found = await crawled.outcomes(scope);

    expect(found).toMatchObject({
      '/': 'indexed',
      '/gone': 'http_error',
      '/wall': 'blocked_by_wall',
      '/picture': 'not_html',
      '/big': 'too_large',
      '/blank': 'empty',
      '/noindex': 'noindex',
      '/from-noindex': 'indexed',
      '/moved': 'redirected',
      '/away': 'off_scope',
      '/evil': 'refused_address',
      '/private/x': 'blocked_by_robots',
    });
    expect([found['/target'], found['/copy']].sort()).toEqual(['duplicate', 'indexed']);
    expect(Object.values(found).every((outcome) => pageOutcomes.includes(outcome as never))).toBe(
      true,
    );
    expect(crawled.site.count('/private/x')).toBe(0);
    const unexplained = await crawled.rows(
      scope,
      `SELECT url FROM ingest_pages WHERE store_id = $1 AND outcome = 'blocked_by_robots' AND detail IS NULL`,
    );
    expect(unexplained).toEqual([]);
  });

  it('reads at most max_pages pages and tells which were left out', async () => {
    crawled.site.page('/', linkedPage('Home', ...Array.from({ length: 30 }, (_, n) => `/p${n}`)));
    crawled.site.onPattern(/^\/p\d+$/, ({ url }, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage(`Page ${url}`));
    });

    const ingest = await crawled.crawl(scope, crawled.site.origin, 10);

    expect(ingest.status).toBe('indexing');
    expect(
      Object.values(await crawled.outcomes(scope)).filter((outcome) => outcome === 'indexed'),
    ).toHaveLength(10);
    expect(
      Object.values(await crawled.outcomes(scope)).filter((outcome) => outcome === 'over_limit'),
    ).toHaveLength(21);
    expect(crawled.site.requests.filter((path) => path.startsWith('/p'))).toHaveLength(9);
  });

  it('counts useful pages only, however many addresses of the sitemap are dead', async () => {
    const good = Array.from({ length: 25 }, (_, n) => `/good-${n}`);
    crawled.site.page('/', linkedPage('Home', ...good));
    for (const path of good) crawled.site.page(path, linkedPage(`Page ${path}`));
    crawled.site.sitemap(Array.from({ length: 120 }, (_, n) => `/dead-${n}`));

    await crawled.crawl(scope, crawled.site.origin, 60);
    const found = Object.values(await crawled.outcomes(scope));

    expect(found.filter((outcome) => outcome === 'indexed')).toHaveLength(26);
    expect(found.filter((outcome) => outcome === 'http_error')).toHaveLength(120);
    expect(found).not.toContain('over_limit');
  });

  it('ends where nothing leads to nothing without end, and says so', async () => {
    crawled.site.page('/', linkedPage('Home', '/trap/1'));
    crawled.site.onPattern(/^\/trap\/\d+$/, ({ url = '' }, response) => {
      const next = Number(url.slice('/trap/'.length)) * 2;
      const body = linkedPage('Trap', `/trap/${next}`, `/trap/${next + 1}`);
      response.writeHead(200, { 'content-type': 'text/html', 'x-robots-tag': 'noindex' });
      response.end(body);
    });

    await crawled.crawl(scope, crawled.site.origin, 3);
    const left = await crawled.rows<{ detail: string }>(
      scope,
      `SELECT DISTINCT detail FROM ingest_pages WHERE store_id = $1 AND outcome = 'over_limit'`,
    );

    expect(crawled.site.requests.length).toBeLessThan(600);
    expect(left).toEqual([
      { detail: expect.stringMatching(/^not read: 5\d\d addresses gave no page, more than/) },
    ]);
  });

  it('follows no circle and no endless chain of redirects', async () => {
    crawled.site
      .page('/', linkedPage('Home', '/loop1', '/hop/0', '/moved'))
      .redirect('/loop1', '/loop2')
      .redirect('/loop2', '/loop1')
      .redirect('/moved', '/moved-again')
      .redirect('/moved-again', '/target')
      .page('/target', linkedPage('Target'))
      .onPattern(/^\/hop\/\d+$/, ({ url = '' }, response) => {
        const location = `/hop/${Number(url.slice('/hop/'.length)) + 1}`;
        response.writeHead(302, { location }).end();
      });

    await crawled.crawl(scope, crawled.site.origin, 50);
    const found = await crawled.outcomes(scope);
    const circles = await crawled.rows(
      scope,
      `SELECT url FROM ingest_pages WHERE store_id = $1 AND duplicate_of IS NOT NULL
         AND outcome = 'too_many_redirects'`,
    );

    const hops = Array.from({ length: 6 }, (_, n) => [`/hop/${n}`, 'too_many_redirects']);
    expect(found).toEqual({
      '/': 'indexed',
      '/loop1': 'too_many_redirects',
      '/loop2': 'too_many_redirects',
      ...Object.fromEntries(hops),
      '/moved': 'redirected',
      '/moved-again': 'redirected',
      '/target': 'indexed',
    });
    expect(circles).toEqual([]);
  });

  it('gets out of an endless calendar by its depth', async () => {
    crawled.site.page('/', linkedPage('Home', '/calendar/0')).calendar();

    await crawled.crawl(scope, crawled.site.origin, 500);

    expect(Object.keys(await crawled.outcomes(scope))).toHaveLength(21);
  });

  it('keeps one address of a page that is met under several', async () => {
    const product = (related: string) =>
      `<link rel="canonical" href="https://www.real-shop.org/products/lamp"><title>Lamp</title><h1>Lamp</h1>` +
      `<p>Ten watts.</p><p>Red.</p><p>Made of tin.</p><p>$5</p><h2>Related</h2><p>Only with ${related}</p><p>End</p>`;
    crawled.site
      .page(
        '/',
        linkedPage(
          'Home',
          '/collections/all/products/lamp.html',
          '/collections/sale/products/lamp.html',
          '/list',
        ),
      )
      .page('/collections/all/products/lamp.html', product('bulbs'))
      .page('/collections/sale/products/lamp.html', product('shades'))
      .page('/list', linkedPage('List', '/products/lamp.html'))
      .page('/products/lamp.html', product('bulbs'));

    await crawled.crawl(scope, crawled.site.origin);

    expect(await crawled.outcomes(scope)).toMatchObject({
      '/products/lamp.html': 'indexed',
      '/collections/all/products/lamp.html': 'duplicate',
      '/collections/sale/products/lamp.html': 'duplicate',
    });
    expect(
      await crawled.rows(scope, `SELECT url FROM pages WHERE store_id = $1 AND title = 'Lamp'`),
    ).toEqual([{ url: `${crawled.site.origin}/products/lamp.html` }]);
  });

  it('believes no canonical address that all pages share', async () => {
    const lazy = (title: string) => `<link rel="canonical" href="/">${linkedPage(title)}`;
    crawled.site
      .page('/', linkedPage('Home', '/x', '/y', '/list?page=2'))
      .page('/x', lazy('X'))
      .page('/y', lazy('Y'));

    await crawled.crawl(scope, crawled.site.origin);

    expect(await crawled.outcomes(scope)).toMatchObject({
      '/': 'indexed',
      '/x': 'indexed',
      '/y': 'indexed',
    });
  });

  it('follows the start page to another host of the site, after asking its robots.txt', async () => {
    const second = await FixtureSite.start();
    allowCrawling(crawled.site.host, second.host);
    const wider = await openRooms({ imports: [KnowledgeModule] });
    crawled.site.redirect('/', `${second.origin}/`, 301);
    second
      .robots('User-agent: *\nDisallow: /secret')
      .page('/', linkedPage('Home', '/a', '/secret', `${crawled.site.origin}/b`));
    second.page('/a', linkedPage('A')).page('/b', linkedPage('B'));

    const ingest = await new CrawledSite(wider).crawl(scope, crawled.site.origin);
    await wider.close();
    await second.stop();

    expect(ingest).toMatchObject({ status: 'indexing', siteUrl: `${second.origin}/` });
    expect(await crawled.outcomes(scope)).toMatchObject({
      '/a': 'indexed',
      '/b': 'indexed',
      '/secret': 'blocked_by_robots',
    });
    expect(crawled.site.requests.filter((path) => path !== '/robots.txt' && path !== '/')).toEqual(
      [],
    );
  });
});
