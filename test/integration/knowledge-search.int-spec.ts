import { KnowledgeModule, KnowledgeSearch } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';

const pillows = [
  {
    path: '/pages/shipping-returns',
    title: 'Shipping & Returns',
    markdown: '# Shipping & Returns\n\n## Returns\n\nYou may send a pillow back within 30 days.',
  },
  {
    path: '/products/cloud',
    title: 'Cloud Pillow',
    markdown: '# Cloud Pillow\n\nSKU CP-1001, $49.99. Filled with goose down.',
  },
  {
    path: '/pages/about',
    title: 'About us',
    markdown: '# About us\n\nA family firm of Bridgeport.',
  },
];
const bikes = [
  {
    path: '/returns',
    title: 'Returns',
    markdown: '# Returns\n\nBicycles go back within 14 days, in their box.',
  },
];

let rooms: TestingModule;
let search: KnowledgeSearch;
let a: StoreScope;
let b: StoreScope;

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule] });
  search = rooms.get(KnowledgeSearch);
  a = await aStore(rooms);
  b = await aStore(rooms);
  await new IndexedPages(rooms).ingest(a, pillows);
  await new IndexedPages(rooms, 'https://a-bicycle-shop.com').ingest(b, bikes);
});
afterAll(() => rooms.close());

describe('the search in a store', () => {
  it('finds the chunk that answers, with the ranks of both legs, its page and its own words', async () => {
    const { release, results, tookMs } = await search.search(a, 'Can I return my pillow?');

    expect(release).toBe(1);
    expect(tookMs).toBeGreaterThan(0);
    expect(results[0]).toMatchObject({
      url: 'https://a-pillow-shop.com/pages/shipping-returns',
      title: 'Shipping & Returns',
      headingPath: ['Shipping & Returns', 'Returns'],
      text: 'You may send a pillow back within 30 days.',
      score: 1,
      lexicalRank: 1,
      denseRank: 1,
      fetchedAt: expect.any(Date),
      chunkId: expect.any(String),
      pageId: expect.any(String),
    });
    expect(results[0]?.lexicalScore).toBeGreaterThan(0);
    expect(results[0]?.denseScore).toBeGreaterThan(0);
  });

  it.each([
    ['an article number', 'cp 1001', '/products/cloud'],
    ['a price written otherwise', 'what costs 49,99 €', '/products/cloud'],
    ['an inflected word', 'returned pillows', '/pages/shipping-returns'],
    ['a misspelt word', 'goosedown piilow', '/products/cloud'],
    ['a single word', 'Bridgeport', '/pages/about'],
  ])('finds by %s', async (_what, query, path) => {
    const { results } = await search.search(a, query);

    expect(results[0]?.url).toBe(`https://a-pillow-shop.com${path}`);
  });

  it('says how much of the question a chunk covers, unknown words included', async () => {
    const [all] = (await search.search(a, 'goose down')).results;
    const [half] = (await search.search(a, 'goose zeppelin')).results;
    const [none] = (await search.search(a, 'pilowcase')).results;

    expect(all?.coverage).toBeCloseTo(1);
    expect(half?.coverage).toBeGreaterThan(0.2);
    expect(half?.coverage).toBeLessThan(0.7);
    expect(none?.coverage ?? 0).toBe(0);
  });

  it('returns something for every question that shares a word with the store', async () => {
    for (const word of ['pillow', 'family', 'days', 'send', 'firm', 'within', '30']) {
      const { results } = await search.search(a, `please tell me about the ${word}`);
      expect(results.length).toBeGreaterThan(0);
    }
  });

  it('keeps to the limit', async () => {
    expect((await search.search(a, 'pillow', { limit: 1 })).results).toHaveLength(1);
    expect((await search.search(a, 'pillow', { limit: -3 })).results).toHaveLength(1);
  });

  it.each(['', '   ', '\0', '\ud800', '‮abc', "'; DROP TABLE chunks; --", '🛒🛒'])(
    'survives %j',
    async (query) => {
      expect((await search.search(a, query)).release).toBe(1);
    },
  );

  it('survives a question of a hundred thousand different words', async () => {
    const query = Array.from({ length: 100_000 }, (_, i) => `word${i}`).join(' ');

    expect((await search.search(a, `pillow ${query}`)).results.length).toBeGreaterThan(0);
  });

  it('sees nothing of another store, however close its words are', async () => {
    const fromA = await search.search(a, 'bicycles go back within 14 days in their box');
    const fromB = await search.search(b, 'You may send a pillow back within 30 days');

    expect(fromA.results.every(({ url }) => url.startsWith('https://a-pillow-shop.com/'))).toBe(
      true,
    );
    expect(fromB.results.every(({ url }) => url.startsWith('https://a-bicycle-shop.com/'))).toBe(
      true,
    );
  });

  it('finds nothing in a store without a release', async () => {
    const empty = await aStore(rooms);

    expect(await search.search(empty, 'pillow')).toMatchObject({ release: null, results: [] });
  });

  it('stops when its caller goes away', async () => {
    await expect(search.search(a, 'pillow', { signal: AbortSignal.abort() })).rejects.toThrow();
  });
});
