import { KnowledgeModule, KnowledgeSearch } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages, type PageFixture } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';

/** Far more than an index looks at: 40 is what HNSW keeps of candidates before the store filters them. */
const ofNeighbour = 500;
const own = 10;
const question = 'How long may a goose down pillow be returned?';

let rooms: TestingModule;
let small: StoreScope;
let neighbour: StoreScope;

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule] });
  small = await aStore(rooms);
  neighbour = await aStore(rooms);
  await new IndexedPages(rooms, 'https://a-neighbour.com').ingest(neighbour, nearDuplicates());
  await new IndexedPages(rooms, 'https://a-small-shop.com').ingest(small, pages());
});
afterAll(() => rooms.close());

/** All of them closer to the question than anything the small store has. */
const nearDuplicates = (): PageFixture[] =>
  Array.from({ length: ofNeighbour }, (_, n) => ({
    path: `/returns/${n}`,
    title: `Goose down pillow ${n}`,
    markdown: `# Goose down pillow ${n}\n\nHow long may a goose down pillow be returned? For ${n} days.`,
  }));

const pages = (): PageFixture[] =>
  Array.from({ length: own }, (_, n) => ({
    path: `/pages/${n}`,
    title: `Pillow ${n}`,
    markdown: `# Pillow ${n}\n\nA pillow of kind ${n} goes back within two weeks.`,
  }));

describe(`a store of ${own} pieces beside ${ofNeighbour} better ones of a neighbour`, () => {
  it('gets all of its own, in both legs of the search', async () => {
    const { results } = await rooms.get(KnowledgeSearch).search(small, question, { limit: own });

    expect(results.map(({ url }) => new URL(url).host)).toEqual(
      Array.from({ length: own }, () => 'a-small-shop.com'),
    );
    expect(results.filter(({ denseRank }) => denseRank !== null)).toHaveLength(own);
    expect(results.filter(({ lexicalRank }) => lexicalRank !== null)).toHaveLength(own);
  });

  it('scores its pieces as if there were no neighbour', async () => {
    const alone = await aStore(rooms);
    await new IndexedPages(rooms, 'https://a-small-shop.com').ingest(alone, pages());
    const ask = (scope: StoreScope) => rooms.get(KnowledgeSearch).search(scope, question);

    const [beside, apart] = [await ask(small), await ask(alone)];

    // equal pages may come in any order
    const scores = ({ results }: typeof beside) =>
      results.map(({ score, lexicalScore, denseScore }) => ({ score, lexicalScore, denseScore }));
    expect(scores(beside)).toEqual(scores(apart));
  });
});

it('gives each of two stores that sell the same product its own page of it', async () => {
  const sheet: PageFixture = {
    path: '/products/sheet',
    title: 'Sheet',
    markdown: '# Sheet\n\nA fitted sheet.',
    kind: 'product',
    products: [{ name: 'Sheet', sku: 'S-1' }] as PageFixture['products'],
  };
  const hosts = ['one-shop.com', 'other-shop.com'];
  for (const host of hosts) {
    const scope = await aStore(rooms);
    await new IndexedPages(rooms, `https://${host}`).ingest(scope, [sheet]);
    const { results } = await rooms
      .get(KnowledgeSearch)
      .search(scope, 'a fitted sheet', { filter: { sku: 'S-1' } });

    expect(results.map(({ url }) => new URL(url).host)).toEqual([host]);
  }
});
