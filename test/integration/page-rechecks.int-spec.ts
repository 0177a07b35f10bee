import {
  HostTurns,
  IngestService,
  PageRechecker,
  PageService,
  SnippetService,
  StatusService,
} from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';

import type { FixturePage } from '../support/fixture-site.js';
import { aStore } from '../support/rooms.js';
import { TrialCrawl } from './trial-crawl.js';

const HOUR_MS = 3_600_000;
const html = { 'content-type': 'text/html; charset=utf-8' };
const lamp = (price: string, more = '') =>
  `<html lang="en"><title>Aurora lamp</title><main><h1>Aurora lamp</h1>
   <p>The Aurora lamp is made of brushed steel and costs ${price}.</p>${more}</main></html>`;
const home = '<html lang="en"><title>Home</title><p>A shop of lamps.</p><a href="/lamp">Lamp</a>';

let crawled: TrialCrawl;
let scope: StoreScope;

beforeAll(async () => {
  crawled = await TrialCrawl.open();
});
afterAll(() => crawled.close());
beforeEach(async () => {
  scope = await crawled.begin();
  crawled.site.page('/', home).page('/lamp', lamp('€49'));
  await crawlAndPublish(scope);
  crawled.site.requests.splice(0);
});

async function crawlAndPublish(of: StoreScope): Promise<void> {
  await crawled.crawl(of, crawled.site.origin);
  await crawled.publish(of);
  await age(of, 2);
}

const age = (of: StoreScope, days: number) =>
  crawled.rows(
    of,
    `UPDATE pages SET fetched_at = now() - interval '${days} days' WHERE store_id = $1 RETURNING id`,
  );

async function pageId(of = scope, path = '/lamp'): Promise<string> {
  const [page] = await crawled.rows<{ id: string }>(
    of,
    `SELECT id FROM pages WHERE store_id = $1 AND died_release IS NULL AND url LIKE '%${path}'`,
  );
  return page?.id ?? '';
}

const recheck = async (of = scope, maxAgeMs = 24 * HOUR_MS, signal?: AbortSignal, path = '/lamp') =>
  crawled.rooms
    .get(PageRechecker)
    .recheck(
      of,
      { pageId: await pageId(of, path), maxAgeMs },
      signal ?? new AbortController().signal,
    );

const ageMs = async () => {
  const { fetchedAt } = await crawled.rooms.get(PageService).get(scope, await pageId());
  return Date.now() - fetchedAt.getTime();
};

const refreshes = async () => {
  const { lastIngest } = await crawled.rooms.get(StatusService).status(scope);
  return lastIngest?.ingest;
};

describe('a page that is as it was', () => {
  it('is young again, by one conditional request and without an ingest', async () => {
    const asked: unknown[] = [];
    crawled.site.on('/lamp', (request, response) => {
      asked.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === '"7"') response.writeHead(304).end();
      else response.writeHead(200, { ...html, etag: '"7"' }).end(lamp('€49'));
    });
    scope = await aStore(crawled.rooms);
    await crawlAndPublish(scope);
    asked.length = 0;
    crawled.site.requests.splice(0);

    expect(await recheck()).toMatchObject({ outcome: 'unchanged', failure: null });
    expect(await ageMs()).toBeLessThan(HOUR_MS);
    await age(scope, 2);
    // what it said is younger than a day: nobody asks
    expect(await recheck()).toMatchObject({ outcome: 'unchanged' });
    await crawled.rows(
      scope,
      `UPDATE page_rechecks SET checked_at = now() - interval '2 days' WHERE store_id = $1 RETURNING id`,
    );
    expect(await recheck()).toMatchObject({ outcome: 'unchanged' });

    expect(asked).toEqual(['"7"', '"7"']);
    expect(crawled.site.requests).toEqual(['/lamp', '/lamp']);
    expect(await refreshes()).toMatchObject({ kind: 'crawl' });
  });

  it('is not asked for where it is young', async () => {
    await age(scope, 0);

    expect(await recheck()).toMatchObject({ outcome: 'unchanged' });
    expect(crawled.site.requests).toEqual([]);
  });

  it('is asked for under the rules of a robots.txt that is no older than a day', async () => {
    await crawled.rows(
      scope,
      `UPDATE ingests SET robots_read_at = now() - interval '2 days' WHERE store_id = $1 RETURNING id`,
    );

    await recheck();

    expect(crawled.site.requests).toEqual(['/robots.txt', '/lamp']);
  });
});

describe('a page that has changed', () => {
  it('is told as it is now, under an id of its own, and read again for the next release', async () => {
    crawled.site.page('/lamp', lamp('€39', '<h2>Care</h2><p>Clean it with a dry cloth.</p>'));

    const changed = await recheck();

    expect(changed).toMatchObject({ outcome: 'changed', failure: null });
    const { id = '', chunks = [] } = changed?.page ?? {};
    expect(chunks.map((chunk) => chunk.text).join('\n')).toContain('costs €39');
    const kept = await crawled.rooms.get(PageService).get(scope, id);
    expect(kept).toMatchObject({ bornRelease: null, url: crawled.site.url('/lamp').href });
    expect(kept.markdown).toContain('costs €39');

    const ingest = await refreshes();
    expect(ingest).toMatchObject({ kind: 'refresh', url: crawled.site.url('/lamp').href });
    await crawled.finish(scope, String(ingest?.id));
    await crawled.publish(scope);
    const { markdown } = await crawled.rooms.get(PageService).get(scope, await pageId());
    expect(markdown).toContain('costs €39');
    const later = await crawled.rooms.get(PageService).get(scope, id);
    expect(later).toMatchObject({ bornRelease: 2, contentHash: kept.contentHash });
  });

  it('is asked for once by ten at a time, and not again while what it said is young', async () => {
    crawled.site.slow('/lamp', 200, lamp('€39'));

    const all = await Promise.all(Array.from({ length: 10 }, () => recheck()));
    const later = await recheck();

    expect([...all, later].map((one) => one?.outcome)).toEqual(Array(11).fill('changed'));
    expect(new Set(all.map((one) => one?.page?.id)).size).toBe(1);
    expect(crawled.site.count('/lamp')).toBe(1);
    const ingests = await crawled.rows(scope, `SELECT id FROM ingests WHERE store_id = $1`);
    expect(ingests).toHaveLength(2);
  });

  it('is read again together with others that have changed', async () => {
    crawled.site.page('/lamp', lamp('€39')).page('/', home.replace('of lamps', 'of lamps and oak'));

    expect(await recheck()).toMatchObject({ outcome: 'changed' });
    expect(await recheck(scope, HOUR_MS, undefined, '/')).toMatchObject({ outcome: 'changed' });

    const ingest = await refreshes();
    await crawled.finish(scope, ingest?.id ?? '');
    expect(await crawled.outcomes(scope)).toEqual({ '/': 'indexed', '/lamp': 'indexed' });
  });

  it('is what was heard last where the site fails later', async () => {
    crawled.site.page('/lamp', lamp('€39'));
    await recheck();
    crawled.site.page('/lamp', { status: 503 });

    const later = await recheck(scope, 1);

    expect(later).toMatchObject({ outcome: 'changed', failure: 'http_error' });
  });

  it('is read again once more where the ingest that was to do so came to nothing', async () => {
    crawled.site.page('/lamp', lamp('€39'));
    await recheck();
    const first = await refreshes();
    await crawled.rooms.get(IngestService).cancel(scope, first?.id ?? '');

    const later = await recheck(scope, 1);

    const second = await refreshes();
    expect(later).toMatchObject({ outcome: 'changed', failure: null });
    expect(second).toMatchObject({ kind: 'refresh', url: first?.url });
    expect(second?.id).not.toBe(first?.id);
    await crawled.finish(scope, second?.id ?? '');
    await crawled.publish(scope);
    const { markdown } = await crawled.rooms.get(PageService).get(scope, await pageId());
    expect(markdown).toContain('costs €39');
  });

  it('is asked for by each store for itself', async () => {
    const other = await aStore(crawled.rooms);
    await crawlAndPublish(other);
    crawled.site.requests.splice(0);
    crawled.site.page('/lamp', lamp('€39'));

    const [own, others] = [await recheck(), await recheck(other)];

    expect(crawled.site.count('/lamp')).toBe(2);
    expect(own?.page?.id).not.toBe(others?.page?.id);
    const foreign = crawled.rooms.get(PageService).get(other, own?.page?.id ?? '');
    await expect(foreign).rejects.toMatchObject({ code: 'KNOWLEDGE_PAGE_NOT_FOUND' });
    const stolen = { pageId: await pageId(), maxAgeMs: HOUR_MS };
    const signal = new AbortController().signal;
    expect(await crawled.rooms.get(PageRechecker).recheck(other, stolen, signal)).toBeNull();
  });
});

describe('a page that is gone', () => {
  it.each([
    ['by 404', { status: 404 }],
    ['by 410', { status: 410 }],
    ['by its own word', { body: lamp('€49', '').replace('<title>', '<meta name="robots" content="noindex"><title>') }],
  ])('%s is told so, and read again for the next release', async (_how, page: FixturePage) => {
    crawled.site.page('/lamp', page);

    expect(await recheck()).toMatchObject({ outcome: 'gone', page: null });
    expect(await recheck()).toMatchObject({ outcome: 'gone' });

    expect(crawled.site.count('/lamp')).toBe(1);
    expect(await refreshes()).toMatchObject({ kind: 'refresh' });
  }); // prettier-ignore
});

describe('a site that does not let itself be asked', () => {
  const isLeftAlone = async (failure: string, requests = 1) => {
    expect(await recheck()).toEqual({ outcome: 'failed', failure, checkedAt: null, page: null });
    expect(await recheck()).toMatchObject({ outcome: 'failed', failure });
    expect(crawled.site.count('/lamp')).toBe(requests);
    expect(await ageMs()).toBeGreaterThan(24 * HOUR_MS);
    expect(await refreshes()).toMatchObject({ kind: 'crawl' });
  };

  it.each<[string, string, FixturePage]>([
    ['is down', 'http_error', { status: 500 }],
    ['is behind a wall', 'blocked_by_wall', { status: 403 }],
    ['leads elsewhere', 'redirected', { status: 302, headers: { location: '/' } }],
    ['leads to an address that is not public', 'refused_address', { status: 302, headers: { location: 'http://10.0.0.1/' } }],
    ['is a shell', 'shell', { body: '<title>Shop</title><div id="root"></div><script src="/app.js"></script>' }],
    ['is no page', 'not_html', { headers: { 'content-type': 'image/png' }, body: 'x' }],
    ['is too long', 'too_long', { body: lamp('€39', `<p>${'All about lamps. '.repeat(20_000)}</p>`) }],
  ])('because it %s is not asked again for minutes', async (_why, failure, page) => {
    crawled.site.page('/lamp', page);

    await isLeftAlone(failure);
  }); // prettier-ignore

  it('because it is slow is not waited for', async () => {
    crawled.site.slow('/lamp', 20_000);

    await isLeftAlone('late');
  });

  it('because it never ends is not read', async () => {
    crawled.site.endless('/lamp');

    expect(await recheck()).toMatchObject({ outcome: 'failed' });
    expect(crawled.site.count('/lamp')).toBe(1);
  });

  it('because it unpacks to a hundred megabytes is not read', async () => {
    crawled.site.gzipBomb('/lamp', 100);

    expect(await recheck()).toMatchObject({ outcome: 'failed' });
    expect(crawled.site.count('/lamp')).toBe(1);
  });

  it('because robots.txt forbids it is not asked', async () => {
    crawled.site.robots('User-agent: *\nDisallow: /lamp');
    await crawled.rows(
      scope,
      `UPDATE ingests SET robots_read_at = now() - interval '2 days' WHERE store_id = $1 RETURNING id`,
    );

    await isLeftAlone('blocked_by_robots', 0);
  });

  it('because the rules of its source leave the page out is not asked', async () => {
    await crawled.rows(
      scope,
      `UPDATE sources SET rules = '{"exclude": ["/lamp"]}' WHERE store_id = $1 RETURNING id`,
    );

    await isLeftAlone('off_scope', 0);
  });

  it('because somebody crawls its host is passed over for a moment', async () => {
    const turns = crawled.rooms.get(HostTurns, { strict: false });
    await turns.take(crawled.site.host, crypto.randomUUID(), () => isLeftAlone('busy', 0));
  });

  it('is let go of where its caller leaves, and asked by the next', async () => {
    crawled.site.slow('/lamp', 300, lamp('€39'));
    const leave = new AbortController();
    setTimeout(() => leave.abort(new Error('left')), 50);

    await expect(recheck(scope, HOUR_MS, leave.signal)).rejects.toThrow('left');
    expect(await recheck()).toMatchObject({ outcome: 'changed' });
  });
});

it('what no website gave is not asked for', async () => {
  const fields = { question: 'Do you ship lamps?', answer: 'We do, within a week.', url: null };
  const { snippet, ingest } = await crawled.rooms.get(SnippetService).create(scope, fields);
  await crawled.finish(scope, ingest.id);
  await crawled.publish(scope);
  const { id } = await crawled.rooms.get(PageService).get(scope, snippet.id);

  const wish = { pageId: id, maxAgeMs: 0 };
  const signal = new AbortController().signal;

  expect(await crawled.rooms.get(PageRechecker).recheck(scope, wish, signal)).toBeNull();
});

// the last one: the host wants to be left alone from here on
it('a site that asked for time is left alone', async () => {
  crawled.site.page('/lamp', { status: 429, headers: { 'retry-after': '60' } });
  expect(await recheck()).toMatchObject({ outcome: 'failed', failure: 'http_error' });
  await crawled.rows(
    scope,
    `UPDATE page_rechecks SET rest_until = now() WHERE store_id = $1 RETURNING id`,
  );

  expect(await recheck()).toMatchObject({ outcome: 'failed', failure: 'busy' });
  expect(crawled.site.count('/lamp')).toBe(1);
});
