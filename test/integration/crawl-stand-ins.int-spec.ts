import { StatusService } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';

import { IndexedPages } from '../support/indexed-pages.js';
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

const challenge =
  '<title>Just a moment...</title><meta name="robots" content="noindex">' +
  '<p>Checking your browser</p><script>window._cf_chl_opt={}</script>';
const login = '<title>Sign in</title><form><input type="email"><input type="password"></form>';
const shell = '<title>Acme</title><div id="root"></div><script src="/main.js"></script>';
const missing = '<title>Page not found</title><h1>Page not found</h1><a href="/from-404">Mugs</a>';
const real = (title: string) =>
  `<title>${title}</title><header><form><input type="password"></form></header><h1>${title}</h1>` +
  `<p>All about ${title}: how it is made, what it costs and how it is washed and kept.</p>`.repeat(
    3,
  );

const kept = async () => {
  const pages = await crawled.rows<{ url: string }>(
    scope,
    'SELECT url FROM pages WHERE store_id = $1 AND died_release IS NULL ORDER BY url',
  );
  return pages.map(({ url }) => new URL(url).pathname);
};

async function details(): Promise<Record<string, string | null>> {
  const { items } = await crawled.rooms.get(StatusService).listPages(scope, { limit: 500 });
  return Object.fromEntries(items.map(({ url, detail }) => [new URL(url).pathname, detail]));
}

describe('what a site serves in place of a page', () => {
  it('has outcomes of its own, with the evidence, and is not kept', async () => {
    const links = [
      '/wall',
      '/wall-503',
      '/gone',
      '/members',
      '/orders',
      '/app',
      '/sheets',
      '/care',
    ];
    crawled.site
      .page('/', linkedPage('Home', ...links))
      .page('/wall', challenge)
      .page('/wall-503', { status: 503, body: challenge })
      .page('/gone', missing)
      .page('/members', login)
      .redirect('/orders', '/account/login?return_to=/orders')
      .page('/app', shell)
      .page('/sheets', real('404 thread count sheets'))
      .page('/care', real('Sign in marks'));

    await crawled.crawl(scope, crawled.site.origin);

    expect(await crawled.outcomes(scope)).toEqual({
      '/': 'indexed',
      '/wall': 'blocked_by_wall',
      '/wall-503': 'blocked_by_wall',
      '/gone': 'soft_404',
      '/members': 'login_page',
      '/orders': 'login_page',
      '/app': 'shell',
      '/sheets': 'indexed',
      '/care': 'indexed',
    });
    expect(await details()).toMatchObject({
      '/wall': "the site serves crawlers Cloudflare's challenge in place of the page",
      '/wall-503': 'the site answers crawlers with a challenge page',
      '/gone': 'the site answers 200, but the page says “Page not found”',
      '/members': 'the page asks for a password and is called “Sign in”',
      '/orders': expect.stringMatching(/^the page leads to the login at .+\/account\/login/),
      '/app': expect.stringContaining('its element “root” is empty beside a script'),
    });
    expect(await kept()).toEqual(['/', '/care', '/sheets']);
    expect(crawled.site.count('/wall-503')).toBe(1);
  });

  it('is known from one question for an address that does not exist', async () => {
    const shop = (title: string) =>
      `<title>Acme</title><h1>${title}</h1><p>Mugs, plates and bowls.</p><a href="/old">Old</a>`;
    crawled.site
      .page('/', shop('Welcome'))
      .page('/old', shop('Hm, nothing here'))
      .onPattern(/^\/no-such-page-/, (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end(shop('Hm, nothing here'));
      });

    await crawled.crawl(scope, crawled.site.origin);

    expect(await crawled.outcomes(scope)).toEqual({ '/': 'indexed', '/old': 'soft_404' });
    expect(crawled.site.requests.filter((path) => path.includes('no-such'))).toHaveLength(1);
  });

  it('is not asked for where robots.txt forbids, and a start page that answers everything stays', async () => {
    crawled.site.onPattern(/^\/([^r].*)?$/, (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage('Home', '/a'));
    });

    await crawled.crawl(scope, crawled.site.origin);
    expect(await crawled.outcomes(scope)).toEqual({ '/': 'indexed', '/a': 'soft_404' });

    scope = await crawled.begin();
    crawled.site.robots('User-agent: *\nDisallow: /no-such').page('/', linkedPage('Home'));
    await crawled.crawl(scope, crawled.site.origin);
    expect(crawled.site.requests.filter((path) => path.includes('no-such'))).toEqual([]);
  });

  it('ends the version before where the page is twice gone, not where a wall or a shell hides it', async () => {
    const paths = ['/wall', '/forbidden', '/private', '/app', '/gone', '/members'];
    crawled.site.page('/', linkedPage('Home', ...paths));
    for (const path of paths) crawled.site.page(path, real(path));
    const first = await crawled.crawl(scope, crawled.site.origin);
    const indexed = new IndexedPages(crawled.rooms);
    await indexed.index(scope, first);
    await indexed.publish(scope, first);

    crawled.site
      .page('/wall', challenge)
      .page('/forbidden', { status: 403 })
      .page('/private', { status: 401 })
      .page('/app', shell)
      .page('/gone', missing)
      .page('/members', login);
    for (let time = 0; time < 2; time++) {
      const next = await crawled.crawl(scope, crawled.site.origin);
      await indexed.index(scope, next);
      await indexed.publish(scope, next);
    }

    expect(await kept()).toEqual(['/', '/app', '/forbidden', '/wall']);
  });

  it.each([
    ['KNOWLEDGE_SITE_BLOCKED', 'let the user agent Storehand pass', challenge],
    ['KNOWLEDGE_SITE_BLOCKED', 'open them to visitors who are not logged in', login],
    ['KNOWLEDGE_SITE_EMPTY', 'have its server render them', shell],
    ['KNOWLEDGE_SITE_ERRORS', 'check the address', missing],
  ])('fails a crawl with %s where there is nothing else: %s', async (errorCode, remedy, body) => {
    crawled.site.onPattern(/^\/(?!robots|sitemap)/, (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(body);
    });

    expect(await crawled.crawl(scope, crawled.site.origin)).toMatchObject({
      status: 'failed',
      errorCode,
      errorDetail: expect.stringContaining(remedy),
    });
  });
});
