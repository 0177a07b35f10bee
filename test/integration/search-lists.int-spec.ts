import { KnowledgeModule, KnowledgeSearch, type SearchOptions } from '@app/knowledge';
import type { StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { IndexedPages, type PageFixture } from '../support/indexed-pages.js';
import { aStore, openRooms } from '../support/rooms.js';

const words = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${name}${i}`).join(' ');

const colours = 'black white red blue green yellow purple pink brown ivory'.split(' ');
const variants: PageFixture[] = colours.map((colour) => ({
  path: `/products/sheet-${colour}`,
  title: 'Fitted sheet',
  markdown: `# Fitted sheet\n\nA fitted sheet in ${colour}. ${words('cotton', 60)}`,
  kind: 'product',
  products: [
    { name: `Fitted sheet ${colour}`, sku: `S-${colour}`, variants: [{ sku: `S-${colour}-XL` }] },
    // shown beside it on every page
    { name: 'Pillow', sku: 'P-1' },
  ] as PageFixture['products'],
}));
const guide: PageFixture = {
  path: '/pages/guide',
  title: 'Guide',
  markdown: `# Guide\n\n${Array.from({ length: 12 }, (_, i) => `## Part ${i}\n\nHow a sheet is fitted. ${words(`part${i}x`, 90)}`).join('\n\n')}`,
};
const questions: PageFixture = {
  path: '/pages/faq',
  title: 'Questions',
  markdown: '# Questions\n\nIs every sheet fitted? Most are.',
  kind: 'faq',
};

let rooms: TestingModule;
let search: KnowledgeSearch;
let scope: StoreScope;
let other: string;

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule] });
  search = rooms.get(KnowledgeSearch);
  scope = await aStore(rooms);
  await new IndexedPages(rooms).ingest(scope, [...variants, guide, questions]);
  const second = new IndexedPages(rooms, 'https://another-site.com');
  const ingest = await second.ingest(scope, [
    { path: '/about', title: 'About', markdown: '# About\n\nWe know the fitted sheet best.' },
  ]);
  other = ingest.sourceId ?? '';
});
afterAll(() => rooms.close());

const find = async (options?: SearchOptions) =>
  (await search.search(scope, 'fitted sheet', options)).results;
const paths = async (options?: SearchOptions) =>
  (await find(options)).map(({ url }) => new URL(url).pathname);

describe('the list of results', () => {
  it('shows one of ten variants and names the others', async () => {
    const results = await find();
    const [shown, ...more] = results.filter(({ url }) => url.includes('/products/'));

    expect(more).toEqual([]);
    expect(shown?.alsoOn).toHaveLength(9);
    expect(new Set(shown?.alsoOn.map(({ url }) => url)).has(shown?.url ?? '')).toBe(false);
  });

  it.each([
    [10, 3],
    [20, 5],
  ])('of %i holds at most %i of one page', async (limit, most) => {
    const ofGuide = (await paths({ limit })).filter((path) => path === '/pages/guide');

    expect(ofGuide.length).toBeGreaterThan(0);
    expect(ofGuide.length).toBeLessThanOrEqual(most);
  });
});

describe('a filter', () => {
  it('takes pages of a source only', async () => {
    expect(await paths({ filter: { sourceId: other } })).toEqual(['/about']);
  });

  it('takes pages of some kinds only', async () => {
    expect(await paths({ filter: { kinds: ['faq'] } })).toEqual(['/pages/faq']);
    const both = await find({ filter: { kinds: ['faq', 'product'] } });
    expect(new Set(both.map(({ pageKind }) => pageKind))).toEqual(new Set(['faq', 'product']));
  });

  it('takes pages that state a product only', async () => {
    const results = await find({ filter: { hasProduct: true } });

    expect(results.length).toBeGreaterThan(0);
    expect(results.every(({ product }) => product !== null)).toBe(true);
  });

  it.each(colours)('takes the product with a number, and never another: %s', async (colour) => {
    const path = `/products/sheet-${colour}`;
    for (const leg of ['lexical', 'dense', undefined] as const) {
      expect(await paths({ leg, filter: { sku: `S-${colour}` } })).toEqual([path]);
      expect(await paths({ leg, filter: { sku: `S-${colour}-XL` } })).toEqual([path]);
      expect(await paths({ leg, filter: { sku: `s-${colour.toUpperCase()}-xl` } })).toEqual([path]);
    }
  });

  it.each(['P-1', 'S', 'black', '', '{}'])(
    'finds nothing for what is no number of a page’s own product: "%s"',
    async (sku) => expect(await paths({ filter: { sku } })).toEqual([]),
  );

  it('fills the list from beyond what the unfiltered one holds', async () => {
    expect(await paths({ limit: 1, filter: { kinds: ['faq'] } })).toEqual(['/pages/faq']);
    expect(await paths({ leg: 'dense', filter: { kinds: ['faq'] } })).toEqual(['/pages/faq']);
    expect(await paths({ leg: 'lexical', filter: { kinds: ['faq'] } })).toEqual(['/pages/faq']);
  });

  it('of another store’s source finds nothing', async () => {
    const stranger = await aStore(rooms);
    await new IndexedPages(rooms).ingest(stranger, [questions]);
    const filter = { sourceId: other };

    expect((await search.search(stranger, 'fitted sheet', { filter })).results).toEqual([]);
  });

  it('shows what the release showed that is searched', async () => {
    expect(await paths({ release: 1, filter: { sourceId: other } })).toEqual([]);
  });
});
