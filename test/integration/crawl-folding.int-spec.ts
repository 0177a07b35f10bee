import { FrontierService, StatusService } from '@app/knowledge';
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
});

/** Ten blocks of text, all but the last `own` of them the same on every page. */
const text = (title: string, own: readonly string[] = [], canonical?: string) =>
  (canonical === undefined ? '' : `<link rel="canonical" href="${canonical}">`) +
  `<title>${title}</title><h1>${title}</h1>` +
  Array.from({ length: 9 - own.length }, (_, at) => `<p>${title}, part ${at}, as ever.</p>`).join(
    '',
  ) +
  own.map((part) => `<p>${part}</p>`).join('');

const path = (url: string) => url.slice(crawled.site.origin.length);

/** Links to all of these from the start page, crawls, and tells which pages are kept and which fold into which. */
async function fold(...links: string[]) {
  crawled.site.page('/', linkedPage('Home', ...links));
  await crawled.crawl(scope, crawled.site.origin);
  const { items } = await crawled.rooms.get(StatusService).listPages(scope, { limit: 500 });
  const pages = await crawled.rows<{ url: string }>(
    scope,
    'SELECT url FROM pages WHERE store_id = $1 AND died_release IS NULL ORDER BY url',
  );
  return {
    pages: pages.map(({ url }) => path(url)).filter((url) => url !== '/'),
    folded: Object.fromEntries(
      items.flatMap(({ url, duplicateOf }) =>
        duplicateOf ? [[path(url), path(duplicateOf)]] : [],
      ),
    ),
  };
}

describe('addresses of one page', () => {
  it('that differ by parameters which tell no pages apart are asked for once', async () => {
    crawled.site.onPattern(/^\/(mug|list)/, ({ url = '' }, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(text(url));
    });

    const { pages, folded } = await fold(
      '/mug?variant=1',
      '/mug?variant=2&utm_source=mail',
      '/mug?gclid=x',
      '/mug;jsessionid=0A1B',
      '/mug?PHPSESSID=abc123',
      '/list?sort_by=price-ascending',
      '/list?order=desc&sort=title',
      '/list?view=grid#top',
    );

    expect(pages).toEqual(['/list', '/mug']);
    expect(folded).toEqual({});
    const asked = crawled.site.requests.filter((path) => !path.startsWith('/no-such-page-'));
    expect(asked.toSorted()).toEqual([
      '/',
      '/',
      '/list',
      '/mug',
      '/robots.txt',
      '/sitemap.xml',
      '/sitemap_index.xml',
    ]);
  });

  it('fold where the text, a redirect or the page itself says so', async () => {
    crawled.site
      .page('/care', text('Care'))
      .page('/care/', text('Care'))
      .page('/care/index.html', text('Care', ['Seen 41 times']))
      .redirect('/help', '/help/', 301)
      .page('/help/', text('Help'))
      .page('/news', text('News', ['Monday', 'Rain', '9 visitors'], '/news/'))
      .page('/news/', text('News', ['Tuesday', 'Sun', '7 visitors'], '/news/'));

    const { pages, folded } = await fold('/care/', '/care/index.html', '/care', '/help', '/news');

    expect(pages).toEqual(['/care', '/help/', '/news/']);
    expect(folded).toEqual({
      '/care/': '/care',
      '/care/index.html': '/care',
      '/help': '/help/',
      '/news': '/news/',
    });
    expect(await crawled.outcomes(scope)).toMatchObject({ '/help': 'redirected' });
  });

  it('fold a product out of the collections that show it', async () => {
    crawled.site
      .page('/products/mug', text('Mug', ['Goes with a cup'], '/products/mug'))
      .page('/collections/all/products/mug', text('Mug', ['All', 'Tea', 'Pot'], '/products/mug'))
      .page('/collections/gifts/products/mug', text('Mug', ['Gifts'], '/products/mug'))
      .page('/products/cup', text('Cup'))
      .page('/collections/all/products/cup', text('Cup'))
      .page('/collections/gifts/products/cup', text('Cup', ['Gifts']))
      .page('/collections/all', text('All'));

    const { pages, folded } = await fold(
      '/collections/all',
      '/collections/all/products/mug',
      '/collections/gifts/products/mug?variant=7',
      '/collections/all/products/cup',
      '/collections/gifts/products/cup',
      '/products/cup',
    );

    expect(pages).toEqual(['/collections/all', '/products/cup', '/products/mug']);
    expect(folded).toEqual({
      '/collections/all/products/mug': '/products/mug',
      '/collections/gifts/products/mug': '/products/mug',
      '/collections/all/products/cup': '/products/cup',
      '/collections/gifts/products/cup': '/products/cup',
    });
  });

  it('fold a product that only collections show, whatever way they name', async () => {
    const mug = (way: string) =>
      `<title>Mug</title><p><a href="/">Home</a> / ${way}</p><h1>Mug</h1><p>It holds a pint.</p>`;
    crawled.site
      .page('/collections/a/products/mug', mug('Table'))
      .page('/collections/bb/products/mug', mug('Gifts'));

    const { pages, folded } = await fold(
      '/collections/a/products/mug',
      '/collections/bb/products/mug',
    );

    expect(pages).toEqual(['/collections/a/products/mug']);
    expect(folded).toEqual({
      '/collections/bb/products/mug': '/collections/a/products/mug',
      '/products/mug': '/collections/a/products/mug',
    });
    expect(await crawled.outcomes(scope)).toMatchObject({ '/products/mug': 'http_error' });
  });

  it('stay what they were when they are read again', async () => {
    const links = ['/care', '/care/', '/collections/all/products/cup', '/products/cup'];
    crawled.site
      .page('/care', text('Care', ['Seen once']))
      .page('/care/', text('Care', ['Seen twice']))
      .page('/products/cup', text('Cup'))
      .page('/collections/all/products/cup', text('Cup', ['All']));

    const first = await fold(...links);
    await crawled.publish(scope);

    expect(first.pages).toEqual(['/care', '/products/cup']);
    expect(await fold(...links)).toEqual(first);
    expect(await crawled.outcomes(scope)).toMatchObject({
      '/care': 'unchanged',
      '/products/cup': 'unchanged',
    });
  });
});

describe('many pages under two addresses', () => {
  it('fold in parts, and are the same when their worker dies between two of them', async () => {
    const paths = Array.from({ length: 60 }, (_, at) => `/p${at}`);
    for (const path of paths) {
      crawled.site.page(path, text(path, ['Once'])).page(`${path}/`, text(path, ['Twice']));
    }
    const frontier = crawled.rooms.get(FrontierService);
    const revise = frontier.revise.bind(frontier);
    const spied = jest.spyOn(frontier, 'revise').mockImplementationOnce(revise);
    spied.mockRejectedValueOnce(new Error('killed'));
    crawled.site.page('/', linkedPage('Home', ...paths.flatMap((path) => [path, `${path}/`])));
    await expect(crawled.crawl(scope, crawled.site.origin)).rejects.toThrow('killed');
    const halfway = await crawled.outcomes(scope);
    spied.mockRestore();

    const { lastIngest } = await crawled.rooms.get(StatusService).status(scope);
    const ingest = await crawled.finish(scope, lastIngest?.ingest.id ?? '');

    const ended = (outcomes: typeof halfway) =>
      Object.values(outcomes).filter((outcome) => outcome === 'duplicate').length;
    expect([ended(halfway), ended(await crawled.outcomes(scope))]).toEqual([50, 60]);
    expect(ingest.status).toBe('indexing');
    const [row] = await crawled.rows<{ count: number }>(
      scope,
      'SELECT count(*)::int AS count FROM pages WHERE store_id = $1 AND died_release IS NULL',
    );
    expect(row?.count).toBe(61);
  });
});

describe('different pages', () => {
  it('stay apart, however much their addresses are alike', async () => {
    const links = ['/a', '/a/', '/b', '/b/', '/item?id=1', '/item?id=2', '/item', '/list?page=2'];
    crawled.site
      .page('/a', text('A shelf'))
      .page('/a/', text('A table'))
      .page('/b', text('B', ['Oak', 'Brown']))
      .page('/b/', text('B', ['Beech', 'White']))
      .page('/item', text('Item', ['Any']))
      .page('/item?id=1', text('Item', ['Red'], '/'))
      .page('/item?id=2', text('Item', ['Blue'], '/'))
      .page('/list?page=2', text('List', ['Next'], '/list'))
      .page('/list', text('List', ['First'], '/list'));

    const { pages, folded } = await fold(...links);

    expect(pages).toEqual([...links, '/list'].sort());
    expect(folded).toEqual({});
  });
});
