import type { RetrievedChunk } from '../retrieval/retrieved-chunk.js';
import type { FreshPage } from './recheck.js';
import { takePlaces } from './take-places.js';

const found = (chunkId: string, pageId: string, text: string): RetrievedChunk => ({
  chunkId,
  pageId,
  url: `https://shop.example/${pageId}`,
  title: 'Old title',
  headingPath: [],
  text,
  fetchedAt: new Date('2026-01-05T09:30:00Z'),
  score: 0.5,
  lexicalRank: 3,
  lexicalScore: 4,
  denseRank: null,
  denseScore: 0.4,
  pageKind: 'page',
  product: null,
  coverage: 0.5,
  alsoOn: [{ pageId: 'twin', url: 'https://shop.example/twin', title: 'Twin' }],
  before: null,
  after: null,
});

const fresh = (...texts: string[]): FreshPage => ({
  id: 'fresh',
  title: 'Aurora lamp',
  description: null,
  language: 'en',
  markdown: '',
  kind: 'page',
  products: [],
  contentHash: 'hash',
  fetchedAt: new Date('2026-02-05T09:30:00Z'),
  chunks: texts.map((text) => ({ headingPath: [], text, tokenCount: 9 })),
});

const results = [
  found('a', 'other', 'The Comet lamp costs €129.'),
  found('b', 'lamp', 'The Aurora lamp costs €49 with its cable.'),
  found('c', 'other', 'The Comet lamp is made of oak.'),
];
const place = ({ pageId, text }: RetrievedChunk) => [pageId, text];

describe('takePlaces', () => {
  it('puts the piece of today where the one of before stood, with its scores and neighbours', () => {
    const page = fresh(
      'Care for it with a cloth.',
      'The Aurora lamp costs €39 with its cable.',
      'Shipped in a box.',
    );

    const [first, ...rest] = takePlaces('How much is the Aurora lamp?', results, 'lamp', page);

    expect(first).toEqual(results[0]);
    expect(rest[0]).toMatchObject({
      pageId: 'fresh',
      url: 'https://shop.example/lamp',
      title: 'Aurora lamp',
      text: 'The Aurora lamp costs €39 with its cable.',
      fetchedAt: page.fetchedAt,
      lexicalRank: 3,
      denseScore: 0.4,
      alsoOn: [],
      before: 'Care for it with a cloth.',
      after: 'Shipped in a box.',
    });
    expect(rest.at(-1)).toEqual(results[2]);
  });

  it('adds a little of what the page did not say before, best first', () => {
    const more = ['One.', 'The Aurora lamp costs €39.', 'Two.', 'Aurora lamp: sold out.'];

    const placed = takePlaces('Is the Aurora lamp sold out?', results, 'lamp', fresh(...more));

    expect(placed.filter(({ pageId }) => pageId === 'fresh').map(place)).toEqual([
      ['fresh', 'Aurora lamp: sold out.'],
      ['fresh', 'The Aurora lamp costs €39.'],
      ['fresh', 'One.'],
    ]);
    expect(placed).toHaveLength(5);
  });

  it('takes out what the page no longer says, and leaves alone what it did not find', () => {
    const twice = [...results, found('d', 'lamp', 'Old words.')];

    expect(takePlaces('x', twice, 'lamp', fresh('New.')).map(place)).toEqual([
      ['other', 'The Comet lamp costs €129.'],
      ['fresh', 'New.'],
      ['other', 'The Comet lamp is made of oak.'],
    ]);
    expect(takePlaces('x', results, 'nowhere', fresh('New.'))).toEqual(results);
  });

  it('tells the product of today', () => {
    const offer = { sku: null, gtin: null, price: '39.00', currency: 'EUR', availability: null };
    const facts = { name: 'Aurora', brand: null, highPrice: null, url: null, variants: [] };
    const product = { ...offer, ...facts, description: 'Long.' };
    const page: FreshPage = { ...fresh('€39.'), kind: 'product', products: [product] };

    expect(takePlaces('x', results, 'lamp', page)[1]).toMatchObject({
      pageKind: 'product',
      product: { ...offer, ...facts },
    });
  });
});
