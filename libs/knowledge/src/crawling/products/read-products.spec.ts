import type { Product } from '../../pages/product.js';
import { extractPage } from '../extraction/extract-page.js';

const read = (html: string, url = 'https://shop.example.org/products/lamp'): Product[] =>
  extractPage({ url, body: Buffer.from(html), contentType: 'text/html', robotsTag: '' }).products;
const jsonLd = (...data: unknown[]): string =>
  data.map((one) => `<script type="application/ld+json">${JSON.stringify(one)}</script>`).join('');
const offer = (price: unknown, more: object = {}) => ({
  '@type': 'Offer',
  price,
  priceCurrency: 'EUR',
  ...more,
});

describe('the products of a page', () => {
  it('come from JSON-LD in one form, whatever stands around it', () => {
    const product = {
      '@type': 'https://schema.org/Product',
      name: 'Lamp &amp; shade',
      description: '<p>Of brass, 5 &lt; 6&#39;.</p>',
      brand: { '@type': 'Brand', name: 'Lumen &copy' },
      sku: 'L-1',
      gtin13: 4006381333931,
      url: '/products/lamp',
      offers: [offer(129, { availability: 'schema:InStock' })],
    };
    const expected = {
      name: 'Lamp & shade',
      description: "Of brass, 5 < 6'.",
      brand: 'Lumen &copy',
      sku: 'L-1',
      gtin: '4006381333931',
      price: '129',
      highPrice: null,
      currency: 'EUR',
      availability: 'InStock',
      url: 'https://shop.example.org/products/lamp',
      variants: [],
    };

    expect(read(jsonLd(product))).toEqual([expected]);
    expect(read(jsonLd([{ '@graph': [{ '@type': 'WebPage', mainEntity: product }] }]))).toEqual([
      expected,
    ]);
  });

  it('follow references inside a graph', () => {
    const graph = {
      '@graph': [
        { '@type': 'Product', name: 'Lamp', offers: { '@id': '#offer' }, brand: { '@id': '#us' } },
        { '@id': '#offer', ...offer('9.50') },
        { '@id': '#us', '@type': 'Brand', name: 'Lumen' },
      ],
    };

    expect(read(jsonLd(graph))).toMatchObject([{ price: '9.50', currency: 'EUR', brand: 'Lumen' }]);
  });

  it('keep the variants of a group with their own facts', () => {
    const group = {
      '@type': 'ProductGroup',
      name: 'Sheet',
      hasVariant: [
        {
          '@type': 'Product',
          name: 'Sheet',
          color: 'Red',
          sku: 'S-R',
          offers: offer('20.00', { availability: 'OutOfStock' }),
        },
        {
          '@type': 'Product',
          name: 'Sheet Blue',
          color: 'Blue',
          sku: 'S-B',
          offers: offer('25.00', { availability: 'InStock' }),
        },
      ],
    };

    expect(read(jsonLd(group))).toMatchObject([
      {
        name: 'Sheet',
        price: '20.00',
        highPrice: '25.00',
        currency: 'EUR',
        availability: 'InStock',
        variants: [
          { name: 'Sheet – Red', sku: 'S-R', price: '20.00', availability: 'OutOfStock' },
          { name: 'Sheet Blue', sku: 'S-B', price: '25.00', availability: 'InStock' },
        ],
      },
    ]);
  });

  it('join what a page states variant by variant under one group', () => {
    const variant = (sku: string, price: string) => ({
      '@type': 'Product',
      name: `Sheet ${sku}`,
      sku,
      inProductGroupWithID: 'sheet',
      offers: offer(price),
    });

    const [product, ...others] = read(jsonLd([variant('A', '5.00'), variant('B', '6.00')]));

    expect(others).toEqual([]);
    expect(product?.variants.map(({ sku, price }) => [sku, price])).toEqual([
      ['A', '5.00'],
      ['B', '6.00'],
    ]);
  });

  it('read a range of prices, named offers and nested offers', () => {
    const range = {
      '@type': 'AggregateOffer',
      lowPrice: '1.299,00',
      highPrice: '1.499,00',
      priceCurrency: 'eur',
    };
    const named = {
      '@type': 'AggregateOffer',
      offers: [offer('5', { name: 'Small', sku: 's' }), offer('7', { name: 'Large', sku: 'l' })],
    };
    const product = (offers: unknown) => jsonLd({ '@type': 'Product', name: 'Lamp', offers });

    expect(read(product(range))).toMatchObject([
      { price: '1299.00', highPrice: '1499.00', currency: 'EUR', variants: [] },
    ]);
    expect(read(product(named))).toMatchObject([
      { price: '5', highPrice: '7', variants: [{ name: 'Small' }, { name: 'Large' }] },
    ]);
  });

  it('take the price that is paid now, not the list price beside it', () => {
    const product = {
      '@type': 'Product',
      name: 'Lamp',
      offers: {
        '@type': 'Offer',
        priceSpecification: [
          { priceType: 'https://schema.org/ListPrice', price: 99, priceCurrency: 'EUR' },
          { price: 79.5, priceCurrency: 'EUR' },
        ],
      },
    };

    expect(read(jsonLd(product))).toMatchObject([{ price: '79.5', currency: 'EUR' }]);
  });

  it('survive what shops write', () => {
    const broken = `<script type="application/ld+json">
      /* theme */ {"@type":"Product","name":"Lamp\n two","offers":{"price":"12,50 €",},}</script>
      <script type="application/ld+json">{"@type":"Product"</script>`;

    expect(read(broken)).toMatchObject([{ name: 'Lamp two', price: '12.50', currency: 'EUR' }]);
  });

  it('are one when several blocks state the same, and leave out what is only shown beside', () => {
    const related = { '@type': 'Product', name: 'Other', offers: offer('1') };
    const stated = { '@type': 'Product', name: 'Lamp', offers: offer('9'), isRelatedTo: [related] };
    const reviewed = { '@type': 'Product', name: 'lamp', sku: 'L-1', aggregateRating: {} };
    const list = { '@type': 'ItemList', itemListElement: [{ position: 1, item: related }] };

    expect(read(jsonLd(stated, reviewed, list))).toMatchObject([
      { name: 'Lamp', price: '9', sku: 'L-1' },
    ]);
  });

  it('are those of the list on a page that lists', () => {
    const item = (name: string) => ({ item: { '@type': 'Product', name, offers: offer('3') } });
    const list = { '@type': 'ItemList', itemListElement: [item('A'), item('B')] };

    const products = read(jsonLd(list), 'https://shop.example.org/collections/all');

    expect(products.map(({ name }) => name)).toEqual(['A', 'B']);
  });

  it('come from microdata where there is no JSON-LD', () => {
    const microdata = `<div itemscope itemtype="http://schema.org/Product">
      <h1 itemprop="name">Lamp <b>two</b></h1><meta itemprop="sku" content="L-2">
      <span itemprop="brand" itemscope itemtype="https://schema.org/Brand"><i itemprop="name">Lumen</i></span>
      <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><span itemprop="price" content="12.00">12</span>
      <meta itemprop="priceCurrency" content="GBP"><link itemprop="availability" href="https://schema.org/PreOrder"></div></div>`;
    const stated = jsonLd({ '@type': 'Product', name: 'Stated', offers: offer('1') });

    expect(read(microdata)).toMatchObject([
      {
        name: 'Lamp two',
        sku: 'L-2',
        brand: 'Lumen',
        price: '12.00',
        currency: 'GBP',
        availability: 'PreOrder',
      },
    ]);
    expect(read(microdata + stated)).toMatchObject([{ name: 'Stated', price: '1' }]);
  });

  it('of several in microdata, is the one that the title names', () => {
    const item = (name: string) =>
      `<div itemscope itemtype="http://schema.org/Product"><b itemprop="name">${name}</b></div>`;

    expect(read(`<title>Lamp B – Shop</title>${item('Lamp A')}${item('Lamp B')}`)).toMatchObject([
      { name: 'Lamp B' },
    ]);
  });

  it('come from Open Graph, and fill in what the other data lacks', () => {
    const meta = (property: string, content: string) =>
      `<meta property="${property}" content="${content}">`;
    const shared =
      meta('og:title', 'Lamp') +
      meta('og:type', 'product') +
      meta('product:price:amount', '1,250.00') +
      meta('product:price:currency', 'USD') +
      meta('product:availability', 'oos');

    expect(read(shared)).toMatchObject([
      { name: 'Lamp', price: '1250.00', currency: 'USD', availability: 'OutOfStock' },
    ]);
    expect(read(shared + jsonLd({ '@type': 'Product', name: 'Lamp', sku: 'L' }))).toMatchObject([
      { name: 'Lamp', sku: 'L', price: '1250.00', currency: 'USD' },
    ]);
    expect(read(meta('og:title', 'About us') + meta('og:type', 'website'))).toEqual([]);
  });

  it('come from the JSON of the shop system, whose whole numbers are cents', () => {
    const shop = {
      page: {
        product: {
          title: 'Shirt',
          handle: 'lamp',
          vendor: 'Lumen',
          variants: [
            { title: 'Red / S', sku: 'R-S', price: 1999, available: true },
            { title: 'Red / M', sku: 'R-M', price: '24.99', available: false },
          ],
        },
      },
      recommended: [{ title: 'Other', handle: 'other', variants: [{ price: 100 }] }],
    };
    const price =
      '<meta property="og:title" content="Shirt"><meta property="og:price:amount" content="19.99"><meta property="og:price:currency" content="CAD">';

    expect(
      read(`${price}<script type="application/json">${JSON.stringify(shop)}</script>`),
    ).toMatchObject([
      {
        name: 'Shirt',
        brand: 'Lumen',
        price: '19.99',
        highPrice: '24.99',
        currency: 'CAD',
        availability: 'InStock',
        variants: [
          { name: 'Shirt – Red / S', sku: 'R-S', price: '19.99', currency: 'CAD' },
          { name: 'Shirt – Red / M', sku: 'R-M', price: '24.99', availability: 'OutOfStock' },
        ],
      },
    ]);
  });

  it('are part of what decides whether a page has changed, their addresses are not', () => {
    const page = (price: string, url: string) =>
      extractPage({
        url: 'https://shop.example.org/products/lamp',
        body: Buffer.from(
          `<p>From 5 to 6</p>${jsonLd({ '@type': 'Product', name: 'Lamp', url, offers: offer(price) })}`,
        ),
        contentType: 'text/html',
        robotsTag: '',
      });

    expect(page('5', '/a').contentHash).toBe(page('5', '/b').contentHash);
    expect(page('5', '/a').contentHash).not.toBe(page('6', '/a').contentHash);
  });
});
