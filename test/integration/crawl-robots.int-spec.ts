import { KnowledgeModule, StatusService } from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { FixtureSite } from '../support/fixture-site.js';
import { aStore, openRooms } from '../support/rooms.js';
import { waitFor } from '../support/wait-for.js';
import { allowCrawling, CrawledSite } from './crawled-site.js';

let rooms: TestingModule;
let site: FixtureSite;
let other: FixtureSite;
let crawled: CrawledSite;
let scope: StoreScope;

const page = (title: string, ...links: string[]) =>
  `<title>${title}</title><h1>${title}</h1><p>All about ${title} and more.</p>` +
  links.map((link) => `<a href="${link}">${link}</a>`).join(' ');

async function outcomes(): Promise<Record<string, string | null>> {
  const { items } = await rooms.get(StatusService).listPages(scope, { limit: 500 });
  return Object.fromEntries(items.map(({ url, outcome }) => [new URL(url).pathname, outcome]));
}

const age = (interval: string) =>
  rooms
    .get(StoreConnections)
    .run(scope, (manager) =>
      manager.query(
        `UPDATE ingests SET robots_read_at = now() - $2::interval WHERE store_id = $1`,
        [scope.storeId, interval],
      ),
    );

/** Runs a slice, and stops its worker while it waits for the sitemap. */
async function stopAtSitemap(ingestId: string): Promise<void> {
  const before = site.count('/sitemap.xml');
  const stop = new AbortController();
  const stopped = expect(crawled.slice(scope, ingestId, stop.signal)).rejects.toThrow('stopped');
  await waitFor(() => site.count('/sitemap.xml') > before);
  stop.abort(new Error('stopped'));
  await stopped;
}

beforeAll(async () => {
  site = await FixtureSite.start();
  other = await FixtureSite.start();
  allowCrawling(site.host, other.host);
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
  other.reset();
  site
    .page('/', page('Home', '/a', '/b'))
    .page('/a', page('A'))
    .page('/b', page('B'));
  scope = await aStore(rooms);
});

const allowed = { '/': 'indexed', '/a': 'indexed', '/b': 'indexed' };
const withoutA = { ...allowed, '/a': 'blocked_by_robots' };

describe('the robots.txt of a crawl', () => {
  it.each([400, 401, 403, 404, 410])('allows all when it answers %d', async (status) => {
    site.robots('User-agent: *\nDisallow: /', status);

    await crawled.crawl(scope, site.origin);

    expect(await outcomes()).toEqual(allowed);
  });

  it.each([500, 503, 429])('forbids all when it answers %d three times', async (status) => {
    site.robots('', status);

    const { status: end, errorCode } = await crawled.crawl(scope, site.origin);

    expect([end, errorCode]).toEqual(['failed', 'KNOWLEDGE_ROBOTS_UNAVAILABLE']);
    expect(site.requests).toEqual(['/robots.txt', '/robots.txt', '/robots.txt']);
  });

  it('is asked for again while it fails for a passing reason', async () => {
    let failures = 2;
    site.on('/robots.txt', (_request, response) => {
      const status = failures-- > 0 ? 503 : 200;
      response.writeHead(status).end('User-agent: *\nDisallow: /a');
    });

    await crawled.crawl(scope, site.origin);

    expect(await outcomes()).toEqual(withoutA);
  });

  it('is waited for when it names a time, without failing the ingest', async () => {
    let isBusy = true;
    site.on('/robots.txt', (_request, response) => {
      if (isBusy) response.writeHead(503, { 'retry-after': '2' }).end();
      else response.writeHead(200).end('User-agent: *\nDisallow: /a');
      isBusy = false;
    });

    const { status } = await crawled.crawl(scope, site.origin);

    expect(status).toBe('indexing');
    expect(site.count('/robots.txt')).toBe(2);
    expect(await outcomes()).toEqual(withoutA);
  });

  it('is followed over five redirects, also to another host', async () => {
    for (const step of [1, 2, 3]) site.redirect(`/robots-${step}.txt`, `/robots-${step + 1}.txt`);
    site.redirect('/robots.txt', '/robots-1.txt').redirect('/robots-4.txt', `${other.origin}/r`);
    other.page('/r', {
      body: 'User-agent: *\nDisallow: /a',
      headers: { 'content-type': 'text/plain' },
    });

    await crawled.crawl(scope, site.origin);

    expect(await outcomes()).toEqual(withoutA);
  });

  it('counts as missing at the end of more redirects', async () => {
    site.redirect('/robots.txt', '/robots.txt');

    await crawled.crawl(scope, site.origin);

    expect(await outcomes()).toEqual(allowed);
  });

  it.each([
    ['carriage returns alone', 'User-agent: *\rDisallow: /a\r'],
    ['a byte order mark', '\uFEFFUser-agent: *\nDisallow: /a'],
    ['a NUL byte', 'User-agent: *\n\0\nDisallow: /a'],
  ])('may have %s', async (_name, text) => {
    site.robots(text);

    await crawled.crawl(scope, site.origin);

    expect(await outcomes()).toEqual(withoutA);
  });

  it('counts up to 500 KiB, without the line that is cut there', async () => {
    const filler = `${'#'.repeat(99)}\n`.repeat(5_119);
    site.robots(`User-agent: *\nDisallow: /a\n${filler}Disallow: /bus-lines-and-timetables`);

    await crawled.crawl(scope, site.origin);

    expect(await outcomes()).toEqual(withoutA);
  });

  it('is not asked for again when the worker is stopped at the sitemap', async () => {
    site.robots('User-agent: *\nCrawl-delay: 0.2\nDisallow: /a').slow('/sitemap.xml', 10_000);
    const { id } = await crawled.start(scope, site.origin);
    await stopAtSitemap(id);

    site.sitemap(['/b', '/a', '/c']).page('/c', page('C'));
    await crawled.finish(scope, id);

    expect(site.count('/robots.txt')).toBe(1);
    expect(await outcomes()).toEqual({ ...withoutA, '/c': 'indexed' });
  });

  it('is read once for all slices, and again after a day', async () => {
    site.robots('User-agent: *').slow('/sitemap.xml', 10_000);
    const { id } = await crawled.start(scope, site.origin);
    await stopAtSitemap(id);
    await age('23 hours');
    await stopAtSitemap(id);
    expect(site.count('/robots.txt')).toBe(1);

    site.robots('User-agent: *\nDisallow: /b').sitemap([]);
    await age('25 hours');
    await crawled.finish(scope, id);

    expect(site.count('/robots.txt')).toBe(2);
    expect(await outcomes()).toMatchObject({ '/b': 'blocked_by_robots' });
  });
});
