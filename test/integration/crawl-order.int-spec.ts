import type { StoreScope } from '@app/tenancy';

import { waitFor } from '../support/wait-for.js';
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

const versions = () =>
  crawled.rows(
    scope,
    `SELECT regexp_replace(url, '.*/', '/') AS path, born_release AS born, died_release AS died,
       (SELECT count(*)::int FROM chunks c WHERE c.store_id = $1 AND c.page_id = p.id) AS chunks
     FROM pages p WHERE store_id = $1 AND url LIKE '%lamp%' ORDER BY url, born_release`,
  );

const read = async (path: string) =>
  (await crawled.outcomes(scope))[path] !== undefined && (await crawled.outcomes(scope))[path];

/** Answers the second of the two pages only once the first has been written. */
function showLamps([first, second]: readonly [string, string], etag?: string): void {
  const body = linkedPage('Lamp');
  crawled.site.page('/', linkedPage('Home', '/lamp', '/lamp-copy'));
  for (const path of [first, second]) {
    crawled.site.on(path, async (request, response) => {
      if (path === second) await waitFor(() => read(first));
      const isHeld = etag !== undefined && request.headers['if-none-match'] === etag;
      const headers = { 'content-type': 'text/html', ...(etag && path === '/lamp' && { etag }) };
      response.writeHead(isHeld ? 304 : 200, headers).end(isHeld ? undefined : body);
    });
  }
}

async function crawlAndPublish(): Promise<Record<string, string | null>> {
  await crawled.crawl(scope, crawled.site.origin);
  await crawled.publish(scope);
  return crawled.outcomes(scope);
}

describe('two addresses of one text', () => {
  const orders = [
    ['/lamp', '/lamp-copy'],
    ['/lamp-copy', '/lamp'],
  ] as const;

  it.each(orders)('are one unchanged page in the next crawl, %s read first', async (...order) => {
    showLamps(order);
    expect(await crawlAndPublish()).toMatchObject({
      '/lamp': 'indexed',
      '/lamp-copy': 'duplicate',
    });

    const again = await crawlAndPublish();

    expect(again).toMatchObject({ '/lamp': 'unchanged', '/lamp-copy': 'duplicate' });
    expect(await versions()).toEqual([{ path: '/lamp', born: 1, died: null, chunks: 1 }]);
  });

  it.each(orders)(
    'stay one where the site says "not modified", %s read first',
    async (...order) => {
      showLamps(['/lamp', '/lamp-copy'], '"1"');
      await crawlAndPublish();
      showLamps(order, '"1"');

      const again = await crawlAndPublish();

      expect(again).toMatchObject({ '/lamp': 'unchanged', '/lamp-copy': 'duplicate' });
      expect(await versions()).toEqual([{ path: '/lamp', born: 1, died: null, chunks: 1 }]);
    },
  );

  it.each(orders)('become one that both had an own version of, %s read first', async (...order) => {
    crawled.site
      .page('/', linkedPage('Home', '/lamp', '/lamp-copy'))
      .page('/lamp', linkedPage('Lamp'))
      .page('/lamp-copy', linkedPage('Copy'));
    await crawlAndPublish();
    crawled.site.page('/lamp', { status: 403 }).page('/lamp-copy', linkedPage('Lamp'));
    await crawlAndPublish();
    showLamps(order);

    const again = await crawlAndPublish();

    expect(again).toMatchObject({ '/lamp': 'unchanged', '/lamp-copy': 'duplicate' });
    expect(await versions()).toEqual([
      { path: '/lamp', born: 1, died: null, chunks: 1 },
      { path: '/lamp-copy', born: 1, died: 2, chunks: 1 },
      { path: '/lamp-copy', born: 2, died: 3, chunks: 1 },
    ]);
  });

  it.each([
    ['says "not modified"', '"1"'],
    ['sends the same bytes', undefined],
  ])('stay folded while the site %s, also where both are written together', async (_how, etag) => {
    const asked: string[] = [];
    for (const path of ['/the-first-lamp', '/lamp']) {
      crawled.site.on(path, (request, response) => {
        const isHeld = etag !== undefined && request.headers['if-none-match'] === etag;
        if (isHeld) asked.push(path);
        const headers = { 'content-type': 'text/html', ...(etag && { etag }) };
        response
          .writeHead(isHeld ? 304 : 200, headers)
          .end(isHeld ? undefined : linkedPage('Lamp'));
      });
    }
    crawled.site.page('/', linkedPage('Home', '/the-first-lamp'));
    await crawlAndPublish();
    crawled.site.page('/', linkedPage('Home', '/the-first-lamp', '/lamp'));
    const { '/': _changed, ...folded } = await crawlAndPublish();
    asked.length = 0;

    const again = await crawlAndPublish();

    expect(Object.values(folded)).toContain('duplicate');
    expect(again).toEqual({ '/': 'unchanged', ...folded });
    expect(asked.toSorted()).toEqual(etag === undefined ? [] : ['/lamp', '/the-first-lamp']);
    expect(await versions()).toEqual([{ path: '/the-first-lamp', born: 1, died: null, chunks: 1 }]);
  });

  it('part again once the site sends another text under one of them', async () => {
    crawled.site
      .page('/', linkedPage('Home', '/lamp', '/lamp-copy'))
      .page('/lamp', linkedPage('Lamp'))
      .page('/lamp-copy', linkedPage('Lamp'));
    await crawlAndPublish();
    await crawlAndPublish();
    crawled.site.page('/lamp-copy', linkedPage('Another'));

    expect(await crawlAndPublish()).toMatchObject({
      '/lamp': 'unchanged',
      '/lamp-copy': 'indexed',
    });
    expect(await versions()).toEqual([
      { path: '/lamp', born: 1, died: null, chunks: 1 },
      { path: '/lamp-copy', born: 3, died: null, chunks: 1 },
    ]);
  });
});
