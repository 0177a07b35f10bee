import { KnowledgeModule } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';

import { FixtureSite } from '../support/fixture-site.js';
import { openRooms } from '../support/rooms.js';
import { allowCrawling, CrawledSite } from './crawled-site.js';
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

describe('a crawl that finds nothing usable', () => {
  const failure = async (path = '/') => {
    const { status, errorCode, errorDetail } = await crawled.crawl(
      scope,
      `${crawled.site.origin}${path}`,
    );
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
    crawled.site.onPattern(/.*/, (_request, response) => void response.writeHead(403).end());

    expect(await failure()).toBe('KNOWLEDGE_SITE_BLOCKED');
  });

  it('fails when robots.txt disallows all', async () => {
    crawled.site.robots('User-agent: *\nDisallow: /').page('/', linkedPage('Home')).sitemap(['/a']);

    expect(await failure()).toBe('KNOWLEDGE_SITE_DISALLOWED');
    expect(crawled.site.count('/')).toBe(0);
  });

  it('fails when robots.txt cannot be had', async () => {
    crawled.site.robots('busy', 503).page('/', linkedPage('Home'));

    expect(await failure()).toBe('KNOWLEDGE_ROBOTS_UNAVAILABLE');
    expect(crawled.site.count('/')).toBe(0);
  });

  it('fails when there is no text', async () => {
    crawled.site.page('/', '<div id="app"></div><script src="app.js"></script>');

    expect(await failure()).toBe('KNOWLEDGE_SITE_EMPTY');
  });

  it('fails when every answer is an error', async () => {
    expect(await failure('/nothing-here')).toBe('KNOWLEDGE_SITE_ERRORS');
  });

  it('fails when the site leads to a private address', async () => {
    crawled.site.redirect('/', 'http://10.0.0.1/');

    expect(await failure()).toBe('KNOWLEDGE_URL_REFUSED');
  });

  it('fails on one giant page', async () => {
    crawled.site.endless('/');

    expect(await failure()).toBe('KNOWLEDGE_SITE_EMPTY');
  });
});
