import { IngestService, KnowledgeModule, KnowledgeSearch } from '@app/knowledge';
import { StoreConnections, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';

const beds = [
  {
    path: '/products/brampton',
    title: 'Brampton towel',
    markdown: '# Brampton towel\n\nA heavy towel of Egyptian cotton.',
  },
  {
    path: '/products/cloud',
    title: 'Cloud pillow',
    markdown: '# Cloud pillow\n\nFilled with goose down, model CP-1001.',
  },
  {
    path: '/pages/care',
    title: 'Care',
    markdown: '# Care\n\nWash every towel at 60 degrees. A pillow is aired.',
  },
];
const teas = [
  {
    path: '/products/assam',
    title: 'Assam',
    markdown: '# Assam\n\nA strong tea of the hampton estate.',
  },
];

let rooms: TestingModule;
let a: StoreScope;
let b: StoreScope;

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule] });
  a = await aStore(rooms);
  b = await aStore(rooms);
  await new IndexedPages(rooms).ingest(a, beds);
  await new IndexedPages(rooms, 'https://a-tea-shop.com').ingest(b, teas);
});
afterAll(() => rooms.close());

const lexical = async (scope: StoreScope, question: string) => {
  const outcome = await rooms.get(KnowledgeSearch).search(scope, question, { leg: 'lexical' });
  const paths = outcome.results.map(({ url }) => new URL(url).pathname);
  return { ...outcome, paths };
};

describe('a misspelt word', () => {
  it.each([
    ['one letter too few', 'gose', '/products/cloud'],
    ['two letters swapped', 'clodu', '/products/cloud'],
    ['two errors in a long word', 'bramtonn', '/products/brampton'],
    ['an error in an inflected word', 'egiptians', '/products/brampton'],
  ])('finds the product: %s', async (_what, question, path) => {
    expect((await lexical(a, question)).paths[0]).toBe(path);
  });

  it('is named with what it was read as', async () => {
    const { corrections } = await lexical(a, 'a bramtonn for the zeppelin');

    expect(corrections).toEqual([{ place: 2, word: 'bramtonn', readAs: ['brampton'] }]);
  });

  it('counts half of the word that it may have meant', async () => {
    const meant = (await lexical(a, 'brampton')).results[0];
    const guessed = (await lexical(a, 'bramtonn')).results[0];

    expect(guessed?.lexicalScore).toBeCloseTo((meant?.lexicalScore ?? 0) / 2);
    expect(guessed?.coverage).toBeCloseTo(0.5);
  });

  it.each(['CP-1002', '1002', 'zeppelin', 'cow', 'grown'])(
    'is not made of a short word, a number or a strange one: %s',
    async (word) => expect((await lexical(a, word)).corrections).toEqual([]),
  );

  it('leaves words alone that the store knows', async () => {
    const exact = await lexical(a, 'brampton towel');

    expect(exact.corrections).toEqual([]);
    expect(exact.paths).toEqual(['/products/brampton', '/pages/care']);
  });

  it('is never read as a word of another store', async () => {
    const { corrections, results } = await lexical(b, 'bramptonn hamptn');

    expect(corrections).toEqual([{ place: 2, word: 'hamptn', readAs: ['hampton'] }]);
    expect(results.every(({ url }) => url.startsWith('https://a-tea-shop.com/'))).toBe(true);
    expect((await lexical(a, 'hamptn')).corrections).toEqual([]);
  });

  it('is read as a word of the release that is searched', async () => {
    const scope = await aStore(rooms);
    const indexed = new IndexedPages(rooms);
    await indexed.ingest(scope, beds);
    await indexed.ingest(scope, beds.slice(1));
    const search = rooms.get(KnowledgeSearch);

    expect((await search.search(scope, 'bramtonn')).corrections).toEqual([]);
    expect((await search.search(scope, 'bramtonn', { release: 1 })).corrections).toHaveLength(1);
  });

  it('is read in a release that repeats one from before there were words', async () => {
    const scope = await aStore(rooms);
    const indexed = new IndexedPages(rooms);
    await indexed.ingest(scope, beds);
    await rooms
      .get(StoreConnections)
      .run(scope, (manager) =>
        manager.query('DELETE FROM release_words WHERE store_id = $1', [scope.storeId]),
      );
    const ingest = await rooms.get(IngestService).reindex(scope);
    await indexed.index(scope, ingest);
    await indexed.publish(scope, ingest);

    expect((await lexical(scope, 'bramtonn')).corrections).toHaveLength(1);
  });
});
