import type { StoreScope } from '@app/tenancy';

import { aStore } from '../support/rooms.js';
import { linkedPage, TrialCrawl } from './trial-crawl.js';

const pages = Array.from({ length: 8 }, (_, n) => `/p${n}`);
const delayMs = 200;

let crawled: TrialCrawl;
let stores: StoreScope[];
let starts: number[];

beforeAll(async () => {
  crawled = await TrialCrawl.open();
});
afterAll(() => crawled.close());
beforeEach(async () => {
  stores = [await crawled.begin(), await aStore(crawled.rooms)];
  starts = [];
  crawled.site.page('/', linkedPage('Home', ...pages));
  crawled.site.onPattern(/^\/p\d+$/, async ({ url }, response) => {
    starts.push(performance.now());
    await new Promise((resolve) => setTimeout(resolve, 40));
    response.writeHead(200, { 'content-type': 'text/html' }).end(linkedPage(`Page ${url}`));
  });
});

const crawlAll = () =>
  Promise.all(stores.map((scope) => crawled.crawl(scope, crawled.site.origin)));

describe('two stores that crawl the same host at the same time', () => {
  it('have two requests in flight together, not each', async () => {
    await crawlAll();

    expect(starts).toHaveLength(2 * pages.length);
    expect(crawled.site.maxOpen).toBe(2);
  });

  it('keep its crawl-delay together', async () => {
    crawled.site.robots(`User-agent: *\nCrawl-delay: ${delayMs / 1_000}`);

    await crawlAll();

    // each by itself would take half as long; single gaps say little, since a busy machine sees a request late
    const spanMs = (starts.at(-1) ?? 0) - (starts[0] ?? 0);
    expect(starts).toHaveLength(2 * pages.length);
    expect(spanMs).toBeGreaterThan(0.8 * (starts.length - 1) * delayMs);
  });
});
