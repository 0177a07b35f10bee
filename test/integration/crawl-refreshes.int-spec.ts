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

const refresh = (content: string) => `<meta http-equiv="Refresh" content="${content}">`;
const moved = (to: string) =>
  `${refresh(`0; url=${to}`)}<title>Moved</title><p>It moved there.</p>`;

/** Crawls from a start page that links to all of these. */
async function crawl(...links: string[]) {
  crawled.site.page('/', linkedPage('Home', ...links));
  await crawled.crawl(scope, crawled.site.origin);
  return crawled.outcomes(scope);
}

describe('a page that sends its readers on', () => {
  it('is a redirect, to a page that nothing else leads to', async () => {
    crawled.site
      .page('/old', moved('/new'))
      .page('/shell', `${refresh('1;/new')}<div id="root"></div><script src="/app.js"></script>`)
      .page('/hidden', `<meta name="robots" content="noindex">${moved('/new')}`)
      .page('/new', linkedPage('New'));

    expect(await crawl('/old', '/shell', '/hidden')).toEqual({
      '/': 'indexed',
      '/old': 'redirected',
      '/shell': 'redirected',
      '/hidden': 'redirected',
      '/new': 'indexed',
    });
  });

  it('is followed from the start of the site on', async () => {
    crawled.site.page('/', moved('/en/')).page('/en/', linkedPage('English', '/en/lamps'));
    crawled.site.page('/en/lamps', linkedPage('Lamps'));
    await crawled.crawl(scope, crawled.site.origin);

    expect(await crawled.outcomes(scope)).toEqual({
      '/': 'redirected',
      '/en/': 'indexed',
      '/en/lamps': 'indexed',
    });
  });

  it('is followed no further than a redirect, and not in circles', async () => {
    for (let hop = 0; hop < 9; hop += 1) crawled.site.page(`/hop${hop}`, moved(`/hop${hop + 1}`));
    crawled.site.page('/a', moved('/b')).page('/b', moved('/a'));

    const outcomes = await crawl('/hop0', '/a');

    expect(outcomes).toMatchObject({
      '/hop0': 'too_many_redirects',
      '/hop5': 'too_many_redirects',
    });
    expect(outcomes).not.toHaveProperty('/hop6');
    expect(outcomes).toMatchObject({ '/a': 'too_many_redirects', '/b': 'too_many_redirects' });
  });

  it('is not followed off the site, nor where robots.txt forbids it', async () => {
    crawled.site
      .robots('User-agent: *\nDisallow: /private')
      .page('/away', moved(`${crawled.other.origin}/landing`))
      .page('/inside', moved('http://10.0.0.1/admin'))
      .page('/secret', moved('/private/plans'))
      .page('/in', moved('/account/login'));

    expect(await crawl('/away', '/inside', '/secret', '/in')).toEqual({
      '/': 'indexed',
      '/away': 'off_scope',
      '/inside': 'off_scope',
      '/secret': 'redirected',
      '/private/plans': 'blocked_by_robots',
      '/in': 'login_page',
    });
    expect(crawled.other.requests).toEqual([]);
  });
});

describe('a page that stays to be read', () => {
  it('is one that loads itself again, waits long, minds scripts, or has a file to offer', async () => {
    crawled.site
      .page('/self', `${refresh('5; url=/self?utm_source=again')}${linkedPage('Ticker')}`)
      .page('/again', `${refresh('5')}${linkedPage('Score')}`)
      .page('/later', `${refresh('30; url=/next')}${linkedPage('Slides')}`)
      .page('/next', linkedPage('Next'))
      .page('/plain', `<noscript>${refresh('0; url=/basic')}</noscript>${linkedPage('Rich')}`)
      .page('/basic', linkedPage('Basic'))
      .page('/download', `${refresh('3; url=/guide.zip')}${linkedPage('Your download')}`);

    expect(await crawl('/self', '/again', '/later', '/plain', '/download')).toEqual({
      '/': 'indexed',
      '/self': 'indexed',
      '/again': 'indexed',
      '/later': 'indexed',
      '/next': 'indexed',
      '/plain': 'indexed',
      '/basic': 'indexed',
      '/download': 'indexed',
      '/guide.zip': 'left_out',
    });
  });

  it('is one that says in passing that it was not found', async () => {
    const missing =
      '<title>404 Page not found</title><h1>Page not found</h1><p>You go home now.</p>';
    crawled.site.page('/gone', `${refresh('5; url=/')}${missing}`);

    expect(await crawl('/gone')).toMatchObject({ '/gone': 'soft_404' });
  });
});
