import { SourceService, StatusService } from '@app/knowledge';
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

const links = [
  '/lamps',
  '/cart',
  '/account/login',
  '/photo.jpg',
  '/big.jpg',
  '/all.zip',
  '/cart#top',
];

async function crawl() {
  await crawled.crawl(scope, crawled.site.origin);
  const { lastIngest } = await crawled.rooms.get(StatusService).status(scope);
  const id = lastIngest?.ingest.id ?? '';
  const groups = await crawled.rooms.get(StatusService).groupOutcomes(scope, id);
  return { groups, ...lastIngest };
}

describe('links that are left out', () => {
  it('are counted with the reason and examples, and as nothing else', async () => {
    crawled.site
      .page('/', linkedPage('Home', ...links, 'https://other.example/photo.jpg'))
      .page('/lamps', linkedPage('Lamps', ...links));

    const { groups, pages } = await crawl();

    const url = (path: string) => crawled.site.url(path).href;
    const examplesOf = (paths: string[]) =>
      expect.arrayContaining(paths.map((path) => expect.objectContaining({ url: url(path) })));
    const leftOut = groups.filter(({ outcome }) => outcome === 'left_out');
    expect(leftOut).toEqual([
      {
        outcome: 'left_out',
        httpStatus: null,
        reason: 'a file of a kind that is not read',
        count: 3,
        examples: examplesOf(['/all.zip', '/big.jpg', '/photo.jpg']),
      },
      {
        outcome: 'left_out',
        httpStatus: null,
        reason: 'a cart, an account or another action',
        count: 2,
        examples: examplesOf(['/account/login', '/cart']),
      },
    ]);
    expect(pages).toMatchObject({ found: 2, fetched: 2, indexed: 2, failed: 0, skipped: 0 });
    expect(pages?.outcomes).toEqual({ indexed: 2, left_out: 5 });
    expect(crawled.site.requests.filter((path) => /cart|account|jpg|zip/.test(path))).toEqual([]);
  });

  it('say so where it was the source that asked for it', async () => {
    const { id } = await crawled.rooms
      .get(SourceService)
      .create(scope, { url: crawled.site.origin, rules: { exclude: ['/lamps'] } });
    crawled.site.page('/', linkedPage('Home', '/lamps', '/chairs'));
    crawled.site.page('/chairs', linkedPage('Chairs'));
    expect(id).toEqual(expect.any(String));

    const { groups } = await crawl();

    expect(groups.find(({ outcome }) => outcome === 'left_out')).toMatchObject({
      reason: 'left out by the rules of its source',
      count: 1,
    });
  });

  it('are noted up to a bound, and leave the pages their room', async () => {
    const images = Array.from({ length: 1_500 }, (_, at) => `/images/${at}.jpg`);
    crawled.site
      .page('/', linkedPage('Home', ...images, '/lamps'))
      .page('/lamps', linkedPage('Lamps', ...images.map((path) => `/more${path}`)));

    const { pages } = await crawl();

    expect(pages).toMatchObject({ found: 2, indexed: 2 });
    expect(pages?.outcomes).toEqual({ indexed: 2, left_out: 1_000 });
  });

  it('are no reason why a crawl found nothing, and no failed reads', async () => {
    crawled.site.page('/', {
      body: `<title>Shop</title><div id="root"></div><script src="/a.js"></script>${links.map((href) => `<a href="${href}"></a>`).join('')}`,
    });
    crawled.site.page('/lamps', { status: 500, headers: { 'retry-after': '0' } });

    const { ingest, groups } = await crawl();

    expect(ingest).toMatchObject({ status: 'failed' });
    expect(ingest?.errorDetail).toMatch(/answers every request with an error|scripts run/);
    expect(groups.map(({ outcome }) => outcome)).toContain('left_out');
  });

  it('may be as long as they like', async () => {
    const long = Array.from({ length: 900 }, () => Math.random().toString(36).slice(2)).join('');
    crawled.site.page('/', linkedPage('Home', `/${long}`, `/cart/${long}`, '/lamps'));
    crawled.site.page('/lamps', linkedPage('Lamps'));

    const { pages } = await crawl();

    expect(pages).toMatchObject({ found: 2, indexed: 2 });
  });
});
