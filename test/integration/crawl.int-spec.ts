import {
  IngestService,
  KnowledgeClearer,
  KnowledgeModule,
  pageOutcomes,
  StatusService,
} from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { FixtureSite } from '../support/fixture-site.js';
import { aStore, openRooms } from '../support/rooms.js';
import { allowCrawling, CrawledSite } from './crawled-site.js';

let rooms: TestingModule;
let site: FixtureSite;
let other: FixtureSite;
let crawled: CrawledSite;
let scope: StoreScope;

const page = (title: string, ...links: string[]) =>
  `<html lang="en"><title>${title}</title><h1>${title}</h1><p>All about ${title} and more.</p>` +
  links.map((link) => `<a href="${link}">${link}</a>`).join(' ');

/** Path → outcome of the last ingest. */
async function outcomes(): Promise<Record<string, string | null>> {
  const { items } = await rooms.get(StatusService).listPages(scope, { limit: 500 });
  return Object.fromEntries(
    items.map(({ url, outcome }) => [new URL(url).pathname + new URL(url).search, outcome]),
  );
}

async function rows<T>(sql: string): Promise<T[]> {
  return rooms
    .get(StoreConnections)
    .run<T[]>(scope, (manager) => manager.query(sql, [scope.storeId]));
}

beforeAll(async () => {
  site = await FixtureSite.start();
  other = await FixtureSite.start();
  allowCrawling(site.host);
  rooms = await openRooms({ imports: [KnowledgeModule] });
  crawled = new CrawledSite(rooms);
});
afterAll(async () => {
  await rooms.close();
  await site.stop();
  await other.stop();
});
beforeEach(async () => {
  site.reset();
  scope = await aStore(rooms);
});

describe('a crawl', () => {
  it('follows links and sitemaps over the whole site and nothing else', async () => {
    site
      .page('/', page('Home', '/a', '/a#top', '/a?utm_source=x', `${other.origin}/x`, '/photo.jpg'))
      .page('/a', page('A', '/b.html', '/cart'))
      .page('/b.html', page('B', '/'))
      .page('/hidden', page('Hidden'))
      .sitemap(['/hidden', '/a']);

    const ingest = await crawled.crawl(scope, site.origin);

    expect(ingest).toMatchObject({ status: 'indexing', siteUrl: `${site.origin}/` });
    expect(await outcomes()).toEqual({
      '/': 'indexed',
      '/a': 'indexed',
      '/b.html': 'indexed',
      '/hidden': 'indexed',
    });
    expect(site.count('/a')).toBe(1);
    expect(other.requests).toEqual([]);
    expect(site.maxOpen).toBeLessThanOrEqual(2);
  });

  it('says of each page how it ended', async () => {
    const targets = [
      '/gone',
      '/wall',
      '/pdf',
      '/big',
      '/blank',
      '/noindex',
      '/moved',
      '/away',
      '/evil',
      '/private/x',
    ];
    site
      .robots('User-agent: *\nDisallow: /private')
      .page('/', page('Home', ...targets, '/copy'))
      .page('/wall', { status: 403 })
      .page('/pdf', { headers: { 'content-type': 'application/pdf' }, body: '%PDF' })
      .page('/big', { body: 'x'.repeat(6_000_000) })
      .page('/blank', '<html><body><script>app()</script></body>')
      .page('/noindex', `<meta name="robots" content="noindex">${page('No', '/from-noindex')}`)
      .page('/from-noindex', page('Found'))
      .redirect('/moved', '/target')
      .page('/target', page('Target'))
      .redirect('/away', 'https://elsewhere.example.org/')
      .redirect('/evil', 'http://169.254.169.254/')
      .page('/copy', page('Target'));

    await crawled.crawl(scope, `${site.origin}/`);
    const found = await outcomes();

    expect(found).toMatchObject({
      '/': 'indexed',
      '/gone': 'http_error',
      '/wall': 'blocked_by_wall',
      '/pdf': 'not_html',
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
    expect(site.count('/private/x')).toBe(0);
  });

  it('reads at most max_pages pages and tells which were left out', async () => {
    site.page('/', page('Home', ...Array.from({ length: 30 }, (_, n) => `/p${n}`)));
    site.onPattern(/^\/p\d+$/, ({ url }, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(`Page ${url}`));
    });

    const ingest = await crawled.crawl(scope, site.origin, 10);

    expect(ingest.status).toBe('indexing');
    expect(Object.values(await outcomes()).filter((outcome) => outcome === 'indexed')).toHaveLength(
      10,
    );
    expect(
      Object.values(await outcomes()).filter((outcome) => outcome === 'over_limit'),
    ).toHaveLength(21);
    expect(site.requests.filter((path) => path.startsWith('/p'))).toHaveLength(9);
  });

  it('gets out of an endless calendar by its depth', async () => {
    site.page('/', page('Home', '/calendar/0')).calendar();

    await crawled.crawl(scope, site.origin, 500);

    expect(Object.keys(await outcomes())).toHaveLength(21);
  });

  it('keeps one address of a page that is met under several', async () => {
    const product = (related: string) =>
      `<link rel="canonical" href="https://www.real-shop.org/products/lamp"><title>Lamp</title><h1>Lamp</h1>` +
      `<p>Ten watts.</p><p>Red.</p><p>Made of tin.</p><p>$5</p><h2>Related</h2><p>Only with ${related}</p><p>End</p>`;
    site
      .page(
        '/',
        page(
          'Home',
          '/collections/all/products/lamp.html',
          '/collections/sale/products/lamp.html',
          '/list',
        ),
      )
      .page('/collections/all/products/lamp.html', product('bulbs'))
      .page('/collections/sale/products/lamp.html', product('shades'))
      .page('/list', page('List', '/products/lamp.html'))
      .page('/products/lamp.html', product('bulbs'));

    await crawled.crawl(scope, site.origin);

    expect(await outcomes()).toMatchObject({
      '/products/lamp.html': 'indexed',
      '/collections/all/products/lamp.html': 'duplicate',
      '/collections/sale/products/lamp.html': 'duplicate',
    });
    expect(await rows(`SELECT url FROM pages WHERE store_id = $1 AND title = 'Lamp'`)).toEqual([
      { url: `${site.origin}/products/lamp.html` },
    ]);
  });

  it('believes no canonical address that all pages share', async () => {
    const lazy = (title: string) => `<link rel="canonical" href="/">${page(title)}`;
    site
      .page('/', page('Home', '/x', '/y', '/list?page=2'))
      .page('/x', lazy('X'))
      .page('/y', lazy('Y'));

    await crawled.crawl(scope, site.origin);

    expect(await outcomes()).toMatchObject({ '/': 'indexed', '/x': 'indexed', '/y': 'indexed' });
  });

  it('tries again what failed for a passing reason, three times at most', async () => {
    let failures = 1;
    site.page('/', page('Home', '/shaky', '/broken')).page('/broken', { status: 500 });
    site.on('/shaky', (_request, response) => {
      const status = failures-- > 0 ? 503 : 200;
      response.writeHead(status, { 'content-type': 'text/html' }).end(page('Shaky'));
    });

    await crawled.crawl(scope, site.origin);

    expect(await outcomes()).toMatchObject({ '/shaky': 'indexed', '/broken': 'http_error' });
    expect(site.count('/broken')).toBe(3);
  });

  it('goes on where a killed worker stopped, and loses and doubles nothing', async () => {
    site.page('/', page('Home', ...Array.from({ length: 12 }, (_, n) => `/p${n}`)));
    site.onPattern(/^\/p\d+$/, async ({ url }, response) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(`Page ${url}`));
    });
    const ingest = await rooms.get(IngestService).start(scope, { url: site.origin });

    for (let kills = 0; kills < 5; kills += 1) {
      const kill = new AbortController();
      setTimeout(() => kill.abort(new Error('killed')), 30 + kills * 10);
      await crawled.slice(scope, ingest.id, kill.signal).catch(() => undefined);
      // a killed worker gives nothing back: its leases run out
      await rows(`UPDATE ingest_pages SET free_at = now() WHERE store_id = $1 RETURNING id`);
    }
    await crawled.finish(scope, ingest.id);

    expect(Object.values(await outcomes())).toEqual(Array.from({ length: 13 }, () => 'indexed'));
    expect(await rows(`SELECT count(*)::int AS count FROM pages WHERE store_id = $1`)).toEqual([
      { count: 13 },
    ]);
  });

  it('gives a page up that stopped its worker three times', async () => {
    site.page('/', page('Home', '/poison')).page('/poison', page('Poison'));
    const ingest = await rooms.get(IngestService).start(scope, { url: site.origin });
    await rows(
      `INSERT INTO ingest_pages (store_id, ingest_id, url, depth, state, attempts)
       SELECT store_id, id, url || 'poison', 1, 'leased', 3 FROM ingests WHERE store_id = $1 RETURNING id`,
    );

    await crawled.finish(scope, ingest.id);

    expect(await outcomes()).toMatchObject({ '/poison': 'extraction_failed' });
    expect(site.count('/poison')).toBe(0);
  });

  it('runs two slices at once without reading a page twice', async () => {
    site.page('/', page('Home', ...Array.from({ length: 20 }, (_, n) => `/p${n}`)));
    site.onPattern(/^\/p\d+$/, ({ url }, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(`Page ${url}`));
    });
    const ingest = await rooms.get(IngestService).start(scope, { url: site.origin, maxPages: 15 });

    await Promise.all([crawled.slice(scope, ingest.id), crawled.slice(scope, ingest.id)]);
    await crawled.finish(scope, ingest.id);

    const pages = site.requests.filter((path) => path.startsWith('/p'));
    expect(pages).toHaveLength(14);
    expect(new Set(pages).size).toBe(14);
  });

  it('stops when its ingest is cancelled or cleared', async () => {
    site.page('/', page('Home', '/a')).page('/a', page('A'));
    const ingests = rooms.get(IngestService);
    const cancelled = await ingests.start(scope, { url: site.origin });
    await ingests.cancel(scope, cancelled.id);

    expect(await crawled.slice(scope, cancelled.id)).toBe('skipped');
    expect(site.requests).toEqual([]);

    const cleared = await ingests.start(scope, { url: site.origin });
    await rooms.get(KnowledgeClearer).clear(scope);
    await expect(crawled.slice(scope, cleared.id)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('follows the start page to another host of the site, after asking its robots.txt', async () => {
    const second = await FixtureSite.start();
    allowCrawling(site.host, second.host);
    const wider = await openRooms({ imports: [KnowledgeModule] });
    site.redirect('/', `${second.origin}/`, 301);
    second
      .robots('User-agent: *\nDisallow: /secret')
      .page('/', page('Home', '/a', '/secret', `${site.origin}/b`));
    second.page('/a', page('A')).page('/b', page('B'));

    const ingest = await new CrawledSite(wider).crawl(scope, site.origin);
    await wider.close();
    await second.stop();

    expect(ingest).toMatchObject({ status: 'indexing', siteUrl: `${second.origin}/` });
    expect(await outcomes()).toMatchObject({
      '/a': 'indexed',
      '/b': 'indexed',
      '/secret': 'blocked_by_robots',
    });
    expect(site.requests.filter((path) => path !== '/robots.txt' && path !== '/')).toEqual([]);
  });
});

describe('a crawl that finds nothing usable', () => {
  const failure = async (path = '/') => {
    const { status, errorCode, errorDetail } = await crawled.crawl(scope, `${site.origin}${path}`);
    expect(status).toBe('failed');
    expect(errorDetail?.length).toBeGreaterThan(40);
    return errorCode;
  };

  it('fails when the site is down', async () => {
    const down = await FixtureSite.start();
    const { origin, host } = down;
    await down.stop();
    allowCrawling(host);
    const local = await openRooms({ imports: [KnowledgeModule] });

    const ingest = await new CrawledSite(local).crawl(scope, origin);
    await local.close();

    expect(ingest).toMatchObject({ status: 'failed', errorCode: 'KNOWLEDGE_SITE_UNREACHABLE' });
    expect(ingest.errorDetail).toContain(origin);
  });

  it('fails when everything is forbidden', async () => {
    site.onPattern(/.*/, (_request, response) => void response.writeHead(403).end());

    expect(await failure()).toBe('KNOWLEDGE_SITE_BLOCKED');
  });

  it('fails when robots.txt disallows all', async () => {
    site.robots('User-agent: *\nDisallow: /').page('/', page('Home')).sitemap(['/a']);

    expect(await failure()).toBe('KNOWLEDGE_SITE_DISALLOWED');
    expect(site.count('/')).toBe(0);
  });

  it('fails when robots.txt cannot be had', async () => {
    site.robots('busy', 503).page('/', page('Home'));

    expect(await failure()).toBe('KNOWLEDGE_ROBOTS_UNAVAILABLE');
    expect(site.count('/')).toBe(0);
  });

  it('fails when there is no text', async () => {
    site.page('/', '<div id="app"></div><script src="app.js"></script>');

    expect(await failure()).toBe('KNOWLEDGE_SITE_EMPTY');
  });

  it('fails when every answer is an error', async () => {
    expect(await failure('/nothing-here')).toBe('KNOWLEDGE_SITE_ERRORS');
  });

  it('fails when the site leads to a private address', async () => {
    site.redirect('/', 'http://10.0.0.1/');

    expect(await failure()).toBe('KNOWLEDGE_URL_REFUSED');
  });

  it('fails on one giant page', async () => {
    site.endless('/');

    expect(await failure()).toBe('KNOWLEDGE_SITE_EMPTY');
  });
});
