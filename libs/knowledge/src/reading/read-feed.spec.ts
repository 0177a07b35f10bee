import { readFeed } from './read-feed.js';

const feed = (content: string, base: string | null = null, maxProducts = 100) =>
  readFeed({
    file: { name: 'feed', type: 'csv', contentType: '', bytes: Buffer.from(content) },
    address: base ?? 'feed:lamps.csv',
    base,
    maxProducts,
  });

function products(content: string, base?: string) {
  const reading = feed(content, base);
  if (reading.outcome !== 'read') throw new Error(reading.detail);
  return reading.products;
}

describe('readFeed', () => {
  it('reads a feed as shopping portals take it', () => {
    const [lamp, sofa] = products(
      'id\ttitle\tdescription\tlink\tprice\tsale_price\tavailability\tbrand\tgtin\n' +
        'L1\tBrass lamp\tA heavy foot.\thttps://shop.example/lamp?utm_source=x\t129.00 EUR\t99.00 EUR\tin_stock\tLumen\t4006381333931\n' +
        'S1\tSofa\t\t\t1.299,00 €\t\tout of stock\t\t\n',
    );

    expect(lamp).toEqual({
      url: 'https://shop.example/lamp',
      link: null,
      title: 'Brass lamp',
      markdown:
        'A heavy foot.\n\n- Brass lamp: price 99.00 EUR\n- Brass lamp: in stock\n- Brass lamp: item number L1\n- Brass lamp: brand Lumen',
      product: {
        name: 'Brass lamp',
        description: 'A heavy foot.',
        brand: 'Lumen',
        sku: 'L1',
        gtin: '4006381333931',
        price: '99.00',
        highPrice: null,
        currency: 'EUR',
        availability: 'InStock',
        url: 'https://shop.example/lamp',
        variants: [],
      },
    });
    expect(sofa).toMatchObject({
      url: 'feed:lamps.csv#S1',
      product: { price: '1299.00', currency: 'EUR', availability: 'OutOfStock' },
    });
  });

  it('makes one product of rows that say so, or that lead to one page', () => {
    const [shirt, mug] = products(
      'g:id,g:title,g:item_group_id,g:link,g:price,g:size,g:availability\n' +
        'a,Shirt,G1,https://shop.example/shirt?variant=1,10 EUR,S,out of stock\n' +
        'b,Shirt,G1,https://shop.example/shirt?variant=2,12 EUR,M,in stock\n' +
        'c,Mug,,https://shop.example/products/mug?variant=1,5 EUR,0.3 l,in stock\n' +
        'd,Mug,,https://shop.example/products/mug?variant=2,5 EUR,0.5 l,in stock\n',
    );

    expect(shirt?.product).toMatchObject({
      price: '10',
      highPrice: '12',
      availability: 'InStock',
      variants: [
        { name: 'S', sku: 'a', price: '10', availability: 'OutOfStock' },
        { name: 'M', sku: 'b', price: '12', availability: 'InStock' },
      ],
    });
    expect(mug?.product).toMatchObject({ price: '5', highPrice: null });
    expect(mug?.product.variants.map(({ name }) => name)).toEqual(['0.3 l', '0.5 l']);
  });

  it('reads JSON with variants inside, and the handles of its shop', () => {
    const json = JSON.stringify({
      products: [
        {
          id: 7,
          title: 'Pillow',
          handle: 'pillow',
          body_html: '<p>Soft.</p><ul><li>Down</li></ul>',
          vendor: 'Acme',
          variants: [
            { id: 71, title: 'King', sku: 'P-K', price: '20.00', available: true },
            { id: 72, title: 'Twin', sku: 'P-T', price: '15.00', available: false },
          ],
        },
        { id: 'x', name: 'Gift card', price: { value: '25', currency: 'usd' } },
      ],
    });

    const [pillow, card] = products(json, 'https://shop.example/products.json');

    expect(pillow).toMatchObject({
      url: 'https://shop.example/products/pillow',
      title: 'Pillow',
      markdown: expect.stringMatching(/^Soft\.\n\n- Down\n\n- King: price 20\.00/),
      product: {
        brand: 'Acme',
        price: '15.00',
        highPrice: '20.00',
        variants: [{ name: 'King', availability: 'InStock' }, { name: 'Twin' }],
      },
    });
    expect(card).toMatchObject({ product: { price: '25', currency: 'USD' } });
  });

  it('reads the export of a shop, whose variants follow in rows with a handle only', () => {
    const [pillow] = products(
      'Handle,Title,Body (HTML),Vendor,Option1 Value,Variant SKU,Variant Price\n' +
        'pillow,Pillow,<p>Soft</p>,Acme,King,P-K,20.00\npillow,,,,Twin,P-T,15.00\n',
      'https://shop.example/export.csv',
    );

    expect(pillow).toMatchObject({ url: 'https://shop.example/products/pillow', title: 'Pillow' });
    expect(pillow?.product.variants).toMatchObject([
      { name: 'King', sku: 'P-K', price: '20.00' },
      { name: 'Twin', sku: 'P-T', price: '15.00' },
    ]);
  });

  it('reads so many products and says that there are more', () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i},Thing ${i}`);

    const reading = feed(`id,title\n${rows.join('\n')}`, null, 20);

    expect(reading).toMatchObject({ outcome: 'read', hasMore: true });
    expect(reading.outcome === 'read' && reading.products.length).toBe(20);
  });

  it('leads to what a row names as its page, however it writes it', () => {
    const read = (link: string, base?: string) =>
      products(`id,title,link\nL 1/ä,Lamp,${link}\n`, base)[0]?.url;

    expect(read('www.shop.example/lamp')).toBe('https://www.shop.example/lamp');
    expect(read('/lamp', 'https://shop.example/')).toBe('https://shop.example/lamp');
    expect(read('/lamp')).toBe('feed:lamps.csv#L%201%2F%C3%A4');
    expect(read('', 'https://shop.example/a.csv')).toBe(
      'https://shop.example/a.csv#L%201%2F%C3%A4',
    );
  });

  it('shows nobody what the address of a feed ends with, which may be a key', () => {
    const [lamp] = products('id,title\nL1,Lamp\n', 'https://shop.example/a.csv?key=secret');

    expect(lamp?.url).toBe('https://shop.example/a.csv#L1');
  });

  it('leads two products with one page there, and tells them apart', () => {
    const [one, other] = products(
      'id,item_group_id,title,link\nA,1,Lamp,https://shop.example/lamps\nB,2,Desk lamp,https://shop.example/lamps\n',
    );

    expect([one?.url, one?.link]).toEqual(['https://shop.example/lamps', null]);
    expect([other?.url, other?.link]).toEqual(['feed:lamps.csv#B', 'https://shop.example/lamps']);
  });

  it('counts the rows that are no product, and says what they lack and where they stand', () => {
    const reading = feed(
      `id,title,price\nL1,Lamp,5 EUR\n,Sofa,9 EUR\nL2,,7 EUR\n,,\n${'L3,,1 EUR\n'.repeat(6)}`,
    );

    expect(reading).toMatchObject({
      products: [{ title: 'Lamp' }],
      leftOut: [
        {
          reason: 'no-title',
          count: 7,
          detail:
            '7 rows without a title left out, as in row 4 (id L2), 6 (id L3), 7 (id L3), 8 (id L3), 9 (id L3); complete them and give the feed again',
        },
        {
          reason: 'no-id',
          count: 1,
          detail: expect.stringMatching(
            /^1 row without an id, .* left out, as in row 3 \(title Sofa\)/,
          ),
        },
      ],
    });
  });

  it.each([
    ['nothing', '', 'empty'],
    ['no products', 'id,title\n', 'empty'],
    ['a table of something else', 'a,b\n1,2', 'empty'],
    ['half a JSON', '[{"id":"1","title":"La', 'truncated'],
    ['half a CSV', 'id,title\n1,"La', 'truncated'],
    ['JSON without a list', '{"error":"no"}', 'unreadable'],
    ['no JSON', '{not}', 'unreadable'],
    ['a web page', '<!doctype html><p>Sign in', 'mislabelled'],
    ['data', 'a\0b', 'unreadable'],
  ])('says why %s is no feed', (_what, content, outcome) => {
    expect(feed(content)).toEqual({ outcome, detail: expect.stringMatching(/\w{3}/) });
  });

  it('names the columns of a table that it does not understand, and those that it would', () => {
    const { detail } = feed('Artikelnummer;Bezeichnung\n1;Lampe') as { detail: string };

    expect(detail).toContain('"artikelnummer", "bezeichnung"');
    expect(detail).toContain('title, name');
  });
});
