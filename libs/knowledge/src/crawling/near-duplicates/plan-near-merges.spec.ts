import type { NearTwin } from '../../frontier/twin.repository.js';
import type { PageKind } from '../../pages/page-kind.js';
import type { Product } from '../../pages/product.js';
import { hashBlock, splitBlocks } from '../extraction/split-blocks.js';
import { nearKeys } from './near-keys.js';
import { planNearMerges } from './plan-near-merges.js';

const vocabulary =
  'parcel driver customs label carton paper tape warehouse evening morning city village island bridge truck rider'.split(
    ' ',
  );
/** Sentences that differ from each other, always the same for a seed. */
const prose = (seed: number, sentences = 12): string[] =>
  Array.from({ length: sentences }, (_, at) => {
    const words = Array.from(
      { length: 12 },
      (_word, place) => vocabulary[(seed * 7 + at * 5 + place * (at + 3)) % vocabulary.length],
    );
    return `Our ${words.join(' ')}.`;
  });
const text = (...changes: [from: string, to: string][]) =>
  changes.reduce((markdown, [from, to]) => markdown.replace(from, to), prose(1).join('\n\n'));

interface Made {
  url: string;
  markdown: string;
  title?: string;
  kind?: PageKind;
  products?: Product[];
}

const twin = ({ url, markdown, title = 'Shipping', kind = 'page', products = [] }: Made) => {
  const keys = nearKeys({ title, language: 'en', kind, products, markdown });
  const made: NearTwin = {
    id: url,
    url: `https://shop.example${url}`,
    outcome: 'indexed',
    canonicalKey: url,
    canonicalUrl: null,
    pageId: url,
    title,
    markdown,
    nearKeys: keys,
    blockHashes: splitBlocks(markdown).map(hashBlock),
  };
  return made;
};
const folded = async (pages: readonly Made[], repeated: readonly string[] = []) => {
  const blocks = new Set(repeated.map(hashBlock));
  const merges = await planNearMerges(pages.map(twin), blocks);
  return merges.map(({ keep, duplicate }) => `${duplicate.pageId} into ${keep.pageId}`);
};

const lamp = (price: string, name = 'Lamp') =>
  ({ name, offers: [{ price, currency: 'EUR' }] }) as unknown as Product;

describe('near-duplicates', () => {
  it('fold into the best address, whatever theirs are', async () => {
    const pages = [
      { url: '/info/print/shipping-2', markdown: `Print this page\n\n${text()}\n\nBack to top` },
      { url: '/shipping', markdown: text() },
      { url: '/de/hilfe', markdown: text(['Our', 'The'], ['. Our', '. Also, our']) },
      { url: '/de/amp/hilfe', markdown: prose(1).toReversed().join('\n\n') },
      { url: '/care', title: 'Care', markdown: prose(4).join('\n\n') },
    ];

    expect((await folded(pages)).sort()).toEqual([
      '/de/amp/hilfe into /shipping',
      '/de/hilfe into /shipping',
      '/info/print/shipping-2 into /shipping',
    ]);
  });

  it.each<[string, Made, Made]>([
    [
      'another title',
      { url: '/a', markdown: text() },
      { url: '/b', title: 'Shipping to islands', markdown: text() },
    ],
    [
      'another number',
      { url: '/a', markdown: text(['driver', '5 days']) },
      { url: '/b', markdown: text(['driver', '7 days']) },
    ],
    [
      'another unit',
      { url: '/a', markdown: text(['driver', '5 cm']) },
      { url: '/b', markdown: text(['driver', '5 in']) },
    ],
    [
      'another currency',
      { url: '/a', markdown: text(['driver', '€ 5']) },
      { url: '/b', markdown: text(['driver', '$ 5']) },
    ],
    [
      'another colour',
      { url: '/a', markdown: text(['driver', 'red']) },
      { url: '/b', markdown: text(['driver', 'blue']) },
    ],
    [
      'a "not"',
      { url: '/a', markdown: text() },
      { url: '/b', markdown: text(['driver', 'not driver']) },
    ],
    ...(
      [
        ['ships to Germany', 'ships to France'],
        ['closes on Monday', 'closes on Friday'],
        ['is of wool', 'is of linen'],
        ['returns are accepted', 'returns are refused'],
        ['twenty per cent', 'thirty per cent'],
        ['gift wrap is free', 'gift wrap is billed'],
        ['from Rome to Oslo', 'from Oslo to Rome'],
      ] as const
    ).map(([says, other]): [string, Made, Made] => [
      `"${says}" for "${other}" in much text`,
      { url: '/a', markdown: `${prose(1, 30).join('\n\n')} The ${says}.` },
      { url: '/b', markdown: `${prose(1, 30).join('\n\n')} The ${other}.` },
    ]),
    [
      'another price of its product',
      { url: '/a', markdown: text(), kind: 'product', products: [lamp('5')] },
      { url: '/b', markdown: text(), kind: 'product', products: [lamp('6')] },
    ],
    [
      'products without data',
      { url: '/a', markdown: text(), kind: 'product' },
      { url: '/b', markdown: text(['driver', 'courier']), kind: 'product' },
    ],
    [
      'many other words',
      { url: '/a', markdown: text() },
      { url: '/b', markdown: [...prose(1, 11), ...prose(5, 1)].join('\n\n') },
    ],
    [
      'few words in all',
      { url: '/a', markdown: prose(1, 3).join('\n\n') },
      { url: '/b', markdown: prose(1, 3).join('\n\n').replace('driver', 'courier') },
    ],
  ])('are not pages with %s', async (_difference, one, other) => {
    expect(await folded([one, other])).toEqual([]);
  });

  it('are two copies of one product', async () => {
    const copies = ['/products/lamp', '/products/lamp-1'].map((url) => ({
      url,
      title: 'Lamp',
      markdown: text(url.endsWith('1') ? ['Our', 'The'] : ['x', 'x']),
      kind: 'product' as const,
      products: [lamp('5')],
    }));

    expect(await folded(copies)).toEqual(['/products/lamp-1 into /products/lamp']);
  });

  it('are not short pages in the same long furniture, known to repeat or not', async () => {
    const furniture = prose(2, 20);
    const page = (url: string, own: string) => ({
      url,
      title: 'Acme',
      markdown: [own, ...furniture].join('\n\n'),
    });
    const pages = [page('/a', 'Mugs from Delft.'), page('/b', 'Vases made by hand.')];

    expect(await folded(pages)).toEqual([]);
    expect(await folded(pages, furniture)).toEqual([]);
  });

  it('are found among many pages, each comparing itself with few', async () => {
    const letters = (value: number) =>
      [...value.toString(26)]
        .map((digit) => String.fromCharCode(97 + parseInt(digit, 26)))
        .join('');
    const own = (at: number) =>
      Array.from({ length: 60 }, (_, place) => `w${letters(at * 100 + place)}`).join(' ');
    const pages = Array.from({ length: 500 }, (_, at) => [
      { url: `/${letters(at)}`, title: 'Acme', markdown: own(at) },
      { url: `/copies/of/${letters(at)}`, title: 'Acme', markdown: `${own(at)} also` },
    ]).flat();

    const merges = await folded(pages);

    expect(merges).toHaveLength(500);
    expect(merges.filter((merge) => !/of\/(\w+) into \/\1$/.test(merge))).toEqual([]);
  });
});
