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

/** Some eighty words about parcels; `who` brings them. */
const page = (title: string, who: string, more = '') =>
  `<html lang="en"><title>${title}</title><h1>${title}</h1>${more}` +
  '<p>Every parcel leaves our warehouse in the evening of the day on which it was asked for, if that was before noon.</p>' +
  `<p>The ${who} rings twice and then leaves the parcel with whoever lives next door, or takes it along to the shop at the station.</p>` +
  '<p>Islands and mountain villages wait a little longer, because the boat and the cable car go on some days of the week and on others rest.</p>' +
  '<p>Write to us when nothing has come, and we will ask where it is and send another.</p>';
const product = (title: string, price: string) =>
  page(
    title,
    'driver',
    `<script type="application/ld+json">${JSON.stringify({
      '@type': 'Product',
      name: title,
      offers: { price, priceCurrency: 'EUR' },
    })}</script>`,
  );

async function outcomes() {
  const { items } = await crawled.rooms.get(StatusService).listPages(scope, { limit: 500 });
  return Object.fromEntries(
    items.map(({ url, outcome, duplicateOf, detail }) => [
      new URL(url).pathname,
      duplicateOf === null ? outcome : { of: new URL(duplicateOf).pathname, outcome, detail },
    ]),
  );
}

async function kept(): Promise<string[]> {
  const pages = await crawled.rows<{ url: string }>(
    scope,
    'SELECT url FROM pages WHERE store_id = $1 AND died_release IS NULL ORDER BY url',
  );
  return pages.map(({ url }) => new URL(url).pathname);
}

describe('pages that say nearly the same', () => {
  it('fold and name the page that stands for them, each time they are read', async () => {
    const links = ['/delivery', '/help/print/42', '/help/print/43', '/products/a', '/products/b'];
    crawled.site
      .page('/', linkedPage('Home', ...links, '/care'))
      .page('/delivery', page('Delivery', 'driver'))
      .page('/help/print/42', page('Delivery', 'driver', '<p>Print this page</p>'))
      .page('/help/print/43', page('Delivery', 'driver', '<p>Print this page</p>'))
      .page('/products/a', product('Lamp', '5'))
      .page('/products/b', product('Lamp', '6'))
      .page('/care', page('Care', 'driver'));
    const near = {
      of: '/delivery',
      outcome: 'duplicate',
      detail: `near-duplicate of ${crawled.site.origin}/delivery: it says nothing else (100 % of the words are the same)`,
    };

    const first = await crawled.crawl(scope, crawled.site.origin);

    expect(await outcomes()).toEqual({
      '/': 'indexed',
      '/delivery': 'indexed',
      '/help/print/42': near,
      '/help/print/43': near,
      '/products/a': 'indexed',
      '/products/b': 'indexed',
      '/care': 'indexed',
    });
    expect(await kept()).toEqual(['/', '/care', '/delivery', '/products/a', '/products/b']);

    const indexed = new IndexedPages(crawled.rooms);
    await indexed.index(scope, first);
    await indexed.publish(scope, first);
    await crawled.crawl(scope, crawled.site.origin);

    expect(await outcomes()).toMatchObject({ '/delivery': 'unchanged', '/help/print/42': near });
    expect(await kept()).toEqual(['/', '/care', '/delivery', '/products/a', '/products/b']);
  });

  it('part again when one of them changes', async () => {
    crawled.site
      .page('/', linkedPage('Home', '/delivery', '/help/print'))
      .page('/delivery', page('Delivery', 'driver'))
      .page('/help/print', page('Delivery', 'driver', '<p>Print this page</p>'));
    const first = await crawled.crawl(scope, crawled.site.origin);
    const indexed = new IndexedPages(crawled.rooms);
    await indexed.index(scope, first);
    await indexed.publish(scope, first);

    crawled.site.page('/help/print', page('Delivery', 'driver', '<p>It costs $4.</p>'));
    await crawled.crawl(scope, crawled.site.origin);

    expect(await outcomes()).toEqual({
      '/': 'unchanged',
      '/delivery': 'unchanged',
      '/help/print': 'indexed',
    });
  });
});
