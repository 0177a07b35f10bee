import { IngestService, SnippetService, SourceIngests, StatusService } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';

import { codeOf } from '../support/rooms.js';
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

async function crawlAndPublish(): Promise<Record<string, string | null>> {
  crawled.site.requests.splice(0);
  await crawled.crawl(scope, crawled.site.origin);
  await crawled.publish(scope);
  return crawled.outcomes(scope);
}

/** Answers 304 to who holds the current version. */
function versioned(path: string, body: string, version: string, headers: string[] = []): void {
  crawled.site.on(path, (request, response) => {
    const asked = request.headers['if-none-match'];
    headers.push(String(asked));
    const etag = `"${version}"`;
    if (asked === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { 'content-type': 'text/html', etag }).end(body);
  });
}

const living = async () => {
  const rows = await crawled.rows<{ url: string }>(
    scope,
    'SELECT url FROM pages WHERE store_id = $1 AND died_release IS NULL ORDER BY url',
  );
  return rows.map(({ url }) => new URL(url).pathname);
};

describe('a page that the site says is not modified', () => {
  it('is not sent again, goes on as it was, and leads where it led', async () => {
    const asked: string[] = [];
    versioned('/', linkedPage('Home', '/lamps'), '1', asked);
    crawled.site.page('/lamps', linkedPage('Lamps'));
    await crawlAndPublish();
    crawled.site.page('/lamps', linkedPage('Lamps and more'));

    const outcomes = await crawlAndPublish();

    expect(asked).toContain('"1"');
    expect(outcomes).toMatchObject({ '/': 'unchanged', '/lamps': 'indexed' });
    expect(await living()).toEqual(['/', '/lamps']);
    const { lastIngest } = await crawled.rooms.get(StatusService).status(scope);
    const { items } = await crawled.rooms.get(StatusService).listPages(scope, { limit: 10 });
    expect(lastIngest?.ingest.status).toBe('live');
    expect(items.find(({ outcome }) => outcome === 'unchanged')).toMatchObject({
      httpStatus: 304,
      title: 'Home',
    });
  });

  it('is read when it has changed, and asked about by its new tag then', async () => {
    const asked: string[] = [];
    versioned('/', linkedPage('Home'), '1');
    await crawlAndPublish();
    versioned('/', linkedPage('Home, rebuilt'), '2', asked);

    expect(await crawlAndPublish()).toEqual({ '/': 'indexed' });
    expect(await crawlAndPublish()).toEqual({ '/': 'unchanged' });
    // the survey asks for headers only, without conditions
    expect(asked.filter((tag) => tag !== 'undefined')).toEqual(['"1"', '"2"']);
  });

  it('is read in full where it was extracted by an older extraction', async () => {
    const asked: string[] = [];
    versioned('/', linkedPage('Home'), '1', asked);
    await crawlAndPublish();
    await crawled.rows(
      scope,
      'UPDATE pages SET extraction_version = 0 WHERE store_id = $1 RETURNING id',
    );

    await crawlAndPublish();

    expect(asked.filter((tag) => tag !== 'undefined')).toEqual([]);
  });

  it('is asked about by its date where it has no tag', async () => {
    const date = 'Wed, 01 Jul 2026 10:00:00 GMT';
    const asked: (string | undefined)[] = [];
    crawled.site.on('/', (request, response) => {
      const since = request.headers['if-modified-since'];
      asked.push(since);
      if (since === date) response.writeHead(304).end();
      else {
        response.writeHead(200, { 'content-type': 'text/html', 'last-modified': date });
        response.end(linkedPage('Home'));
      }
    });
    await crawlAndPublish();

    expect(await crawlAndPublish()).toEqual({ '/': 'unchanged' });
    expect(asked).toContain(date);
  });
});

describe('a page that is gone', () => {
  beforeEach(async () => {
    crawled.site
      .page('/', linkedPage('Home', '/lamps', '/chairs'))
      .page('/lamps', linkedPage('Lamps'))
      .page('/chairs', linkedPage('Chairs'));
    await crawlAndPublish();
  });

  it.each([404, 410])(
    'with a %i ends when a second crawl does not find it either',
    async (status) => {
      crawled.site.page('/lamps', { status });

      expect(await crawlAndPublish()).toMatchObject({ '/lamps': 'http_error' });
      expect(await living()).toContain('/lamps');
      await crawlAndPublish();
      expect(await living()).toEqual(['/', '/chairs']);
    },
  );

  it('and comes back between the crawls begins anew', async () => {
    crawled.site.page('/lamps', { status: 404 });
    await crawlAndPublish();
    crawled.site.page('/lamps', linkedPage('Lamps'));
    await crawlAndPublish();
    crawled.site.page('/lamps', { status: 404 });
    await crawlAndPublish();

    expect(await living()).toContain('/lamps');
  });

  it('because nothing leads to it ends after two crawls that read all they found', async () => {
    crawled.site.page('/', linkedPage('Home', '/chairs'));
    await crawlAndPublish();
    expect(await living()).toContain('/lamps');

    await crawled.crawl(scope, crawled.site.origin, 1);
    await crawled.publish(scope);
    expect(await living()).toContain('/lamps');

    await crawlAndPublish();
    expect(await living()).toEqual(['/', '/chairs']);
  });

  it('by its own word, or moved, ends at once', async () => {
    crawled.site
      .page('/lamps', '<meta name="robots" content="noindex"><title>Lamps</title><p>All lamps.</p>')
      .redirect('/chairs', '/seats', 301)
      .page('/seats', linkedPage('Seats'));

    await crawlAndPublish();

    expect(await living()).toEqual(['/', '/seats']);
  });
});

describe('the refresh of a page', () => {
  const refresh = async (path: string) => {
    const [page] = await crawled.rows<{ id: string }>(
      scope,
      `SELECT id FROM pages WHERE store_id = $1 AND died_release IS NULL AND url LIKE '%${path}'`,
    );
    crawled.site.requests.splice(0);
    const { id } = await crawled.rooms.get(SourceIngests).refresh(scope, page?.id ?? '');
    await crawled.finish(scope, id);
  };

  beforeEach(async () => {
    crawled.site
      .page('/', linkedPage('Home', '/lamps'))
      .page('/lamps', linkedPage('Lamps', '/chairs'))
      .page('/chairs', linkedPage('Chairs'));
    await crawlAndPublish();
  });

  it('reads that page alone and leaves the others', async () => {
    crawled.site.page('/lamps', linkedPage('Lamps for less', '/', '/new'));

    await refresh('/lamps');
    await crawled.publish(scope);

    expect(await living()).toEqual(['/', '/chairs', '/lamps']);
    expect(await crawled.outcomes(scope)).toEqual({ '/lamps': 'indexed' });
    expect(crawled.site.requests.filter((url) => !/robots|lamps/.test(url))).toEqual([]);
  });

  it('takes a page out that is gone at the second time', async () => {
    crawled.site.page('/lamps', { status: 404 });

    await refresh('/lamps');
    await crawled.publish(scope);
    expect(await living()).toContain('/lamps');
    await refresh('/lamps');
    await crawled.publish(scope);
    expect(await living()).toEqual(['/', '/chairs']);
  });

  it('fails where the site is down, keeps the page, and reads that page alone when tried again', async () => {
    crawled.site.page('/lamps', { status: 403 });

    await refresh('/lamps');

    const { lastIngest } = await crawled.rooms.get(StatusService).status(scope);
    expect(lastIngest?.ingest).toMatchObject({
      status: 'failed',
      errorCode: 'KNOWLEDGE_SITE_BLOCKED',
    });
    expect(await living()).toContain('/lamps');

    crawled.site.page('/lamps', linkedPage('Lamps, open again', '/new'));
    const { id = '', sourceId } = lastIngest?.ingest ?? {};
    const again = await crawled.rooms.get(IngestService).retry(scope, id);
    await crawled.finish(scope, again.id);
    await crawled.publish(scope);

    expect(again).toMatchObject({ kind: 'refresh', sourceId });
    expect(await crawled.outcomes(scope)).toEqual({ '/lamps': 'indexed' });
    expect(await living()).toEqual(['/', '/chairs', '/lamps']);
  });

  it('is refused for a page that no website gave', async () => {
    const fields = { question: 'Do you ship lamps?', answer: 'We do, within a week.', url: null };
    const { snippet, ingest } = await crawled.rooms.get(SnippetService).create(scope, fields);
    await crawled.finish(scope, ingest.id);
    await crawled.publish(scope);

    const refreshed = crawled.rooms.get(SourceIngests).refresh(scope, snippet.id);

    expect(await codeOf(refreshed)).toBe('KNOWLEDGE_PAGE_NOT_CRAWLED');
  });
});

describe('the removal of a website', () => {
  it('that was cancelled takes the pages out when it is tried again', async () => {
    crawled.site.page('/', linkedPage('Home'));
    await crawlAndPublish();
    const [source] = await crawled.rows<{ id: string }>(
      scope,
      'SELECT id FROM sources WHERE store_id = $1',
    );
    const { id } = await crawled.rooms.get(SourceIngests).remove(scope, source?.id ?? '');
    await crawled.rooms.get(IngestService).cancel(scope, id);

    const again = await crawled.rooms.get(IngestService).retry(scope, id);
    await crawled.publish(scope);

    expect(again).toMatchObject({ kind: 'removal', sourceId: source?.id });
    expect(await living()).toEqual([]);
    expect(await crawled.rooms.get(StatusService).status(scope)).toMatchObject({
      status: 'empty',
      pageCount: 0,
      lastIngest: { ingest: { status: 'live' } },
    });
  });
});

describe('a page that gives no text in passing', () => {
  const age = (days: number) =>
    crawled.rows(
      scope,
      `UPDATE pages SET fetched_at = now() - interval '${days} days' WHERE store_id = $1 RETURNING id`,
    );
  const settle = (rules: { keepUnreadDays: number | null }) =>
    crawled.rows(
      scope,
      `UPDATE sources SET rules = '${JSON.stringify(rules)}' WHERE store_id = $1 RETURNING id`,
    );

  beforeEach(async () => {
    crawled.site
      .page('/', linkedPage('Home', '/lamps', '/chairs', '/never'))
      .page('/lamps', linkedPage('Lamps'))
      .page('/chairs', linkedPage('Chairs'));
    await crawlAndPublish();
    crawled.site
      .page('/lamps', { status: 403 })
      .page('/chairs', '<title>Shop</title><div id="root"></div><script src="/app.js"></script>')
      .page('/never', { status: 403 });
  });

  it('keeps its last version for thirty days, then ends, and its outcome says so', async () => {
    await age(29);
    expect(await crawlAndPublish()).toMatchObject({ '/lamps': 'blocked_by_wall' });
    expect(await living()).toEqual(['/', '/chairs', '/lamps']);

    await age(31);
    const outcomes = await crawlAndPublish();

    expect(outcomes).toEqual({
      '/': 'unchanged',
      '/lamps': 'expired',
      '/chairs': 'expired',
      '/never': 'blocked_by_wall',
    });
    expect(await living()).toEqual(['/']);
    const { items } = await crawled.rooms
      .get(StatusService)
      .listPages(scope, { outcome: 'expired', limit: 10 });
    expect(items[0]).toMatchObject({ detail: expect.stringMatching(/30 days, at last: .+/) });
  });

  it('keeps it for as long as its source says, or for ever', async () => {
    await settle({ keepUnreadDays: null });
    await age(3_000);
    expect(await crawlAndPublish()).toMatchObject({ '/lamps': 'blocked_by_wall' });

    await settle({ keepUnreadDays: 2 });
    await age(3);
    expect(await crawlAndPublish()).toMatchObject({ '/lamps': 'expired' });
    expect(await living()).toEqual(['/']);
  });

  it('begins anew when it is read again', async () => {
    await age(31);
    await crawlAndPublish();
    crawled.site.page('/lamps', linkedPage('Lamps'));

    expect(await crawlAndPublish()).toMatchObject({ '/lamps': 'indexed' });
    expect(await living()).toEqual(['/', '/lamps']);
  });
});
