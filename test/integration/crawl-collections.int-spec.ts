import { StatusService } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';

import { linkedPage, TrialCrawl } from './trial-crawl.js';

const names = Array.from({ length: 30 }, (_, at) => `lamp-${at}`);
const collections = ['all', 'sale', 'new-in'];
const within = (collection: string, name: string) => `/collections/${collection}/products/${name}`;
const allWithin = collections.flatMap((collection) =>
  names.map((name) => within(collection, name)),
);
const roots = names.map((name) => `/products/${name}`);

let crawled: TrialCrawl;
let scope: StoreScope;

beforeAll(async () => {
  crawled = await TrialCrawl.open();
});
afterAll(() => crawled.close());
beforeEach(async () => {
  scope = await crawled.begin();
  crawled.site.page('/', linkedPage('Home', ...collections.map((name) => `/collections/${name}`)));
  for (const collection of collections) {
    const links = names.map((name) => within(collection, name));
    crawled.site.page(`/collections/${collection}`, linkedPage(collection, ...links));
  }
});

/** Answers 304 to who holds the page. */
function product(path: string): void {
  const name = path.split('/').at(-1) ?? '';
  const body = `<title>${name}</title><h1>${name}</h1><p>The ${name} gives light of ${name}.</p>`;
  crawled.site.on(path, (request, response) => {
    const etag = `"${name}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { 'content-type': 'text/html', etag }).end(body);
  });
}

/** What was asked for, and what is known then. */
async function crawl(maxPages?: number) {
  crawled.site.requests.splice(0);
  await crawled.crawl(scope, crawled.site.origin, maxPages);
  await crawled.publish(scope);
  const { lastIngest } = await crawled.rooms.get(StatusService).status(scope);
  const living = await crawled.rows<{ url: string }>(
    scope,
    `SELECT url FROM pages WHERE store_id = $1 AND died_release IS NULL AND url LIKE '%/products/%'`,
  );
  return {
    status: lastIngest?.ingest.status,
    pages: lastIngest?.pages,
    asked: crawled.site.requests.filter((path) => path.includes('/products/')).toSorted(),
    living: living.map(({ url }) => new URL(url).pathname).toSorted(),
  };
}

const folded = async () => {
  const { items } = await crawled.rooms
    .get(StatusService)
    .listPages(scope, { outcome: 'duplicate', limit: 500 });
  return items;
};

describe('products that a site shows within its collections', () => {
  it('are asked for once, at their own addresses, into which the others fold', async () => {
    roots.forEach(product);
    allWithin.forEach(product);

    const first = await crawl();

    expect(first.asked).toEqual(roots.toSorted());
    expect(first.living).toEqual(roots.toSorted());
    expect(first.pages).toMatchObject({ found: 124, fetched: 34, indexed: 34, duplicate: 90 });
    const [one] = await folded();
    expect(one).toMatchObject({
      duplicateOf: expect.stringMatching(/\/products\/lamp-\d+$/),
      detail: expect.stringContaining('read only where that is gone'),
      pageId: expect.any(String),
      fetchedAt: null,
    });
  });

  it('are asked for once again, and stay as they were', async () => {
    roots.forEach(product);
    allWithin.forEach(product);
    const first = await crawl();

    const again = await crawl();

    expect(again).toMatchObject({ status: 'live', asked: first.asked, living: first.living });
    expect(again.pages).toMatchObject({ indexed: 0, unchanged: 34, duplicate: 90 });
  });

  it('are read there where they have no addresses of their own, each once and as before', async () => {
    allWithin.forEach(product);

    const first = await crawl();
    const again = await crawl();

    const shortest = names.map((name) => within('all', name)).toSorted();
    const asked = [...shortest, ...roots].toSorted();
    expect(first).toMatchObject({ asked, living: shortest });
    expect(first.pages).toMatchObject({ fetched: 64, indexed: 34, duplicate: 60, failed: 30 });
    expect(again).toMatchObject({ status: 'live', asked, living: shortest });
    expect(again.pages).toMatchObject({ indexed: 0, unchanged: 34 });
    expect(new Set((await folded()).map(({ duplicateOf }) => duplicateOf)).size).toBe(30);
  });

  it('are read at the next where the first is gone, too', async () => {
    allWithin.filter((path) => !path.startsWith('/collections/all')).forEach(product);

    const { living } = await crawl();

    expect(living).toEqual(names.map((name) => within('sale', name)).toSorted());
  });

  it('are read where their own addresses lead back there', async () => {
    allWithin.forEach(product);
    for (const name of names) crawled.site.redirect(`/products/${name}`, within('sale', name), 301);

    const { living, asked } = await crawl();

    expect(living).toEqual(names.map((name) => within('sale', name)).toSorted());
    expect(asked).toHaveLength(60);
  });

  it('are read there where the site forbids their own addresses', async () => {
    allWithin.forEach(product);
    crawled.site.robots('User-agent: *\nDisallow: /products/');

    const { living, asked } = await crawl();

    expect(living).toHaveLength(30);
    expect(asked.filter((path) => path.startsWith('/products/'))).toEqual([]);
  });

  it('stay while their own addresses do not answer, and move once they do', async () => {
    allWithin.forEach(product);
    const first = await crawl();
    for (const path of roots) crawled.site.page(path, { status: 403 });

    const second = await crawl();
    roots.forEach(product);
    const third = await crawl();

    expect(second.living).toEqual(first.living);
    expect(third.living).toEqual(roots.toSorted());
  });

  it('stay where the limit leaves no room to read them at any address', async () => {
    allWithin.forEach(product);
    const first = await crawl();
    const news = Array.from({ length: 40 }, (_, at) => `/pages/news-${at}`);
    for (const path of news) crawled.site.page(path, linkedPage(`All of ${path}`));
    const links = [...collections.map((name) => `/collections/${name}`), ...news];
    crawled.site.page('/', linkedPage('Home', ...links));

    const second = await crawl(40);

    expect(second.asked).toEqual([]);
    expect(second.living).toEqual(first.living);
  });
});
