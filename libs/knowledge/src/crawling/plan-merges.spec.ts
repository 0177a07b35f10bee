import type { Twin } from '../frontier/twin.repository.js';
import { canonicalKey, planMerges } from './plan-merges.js';

const blocks = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

const twin = (path: string, more: Partial<Twin> = {}): Twin => ({
  id: path,
  url: `http://shop.example.org${path}`,
  outcome: 'indexed',
  canonicalKey: '/products/lamp',
  pageId: `page of ${path}`,
  title: 'Lamp',
  blockHashes: blocks,
  ...more,
});
const plans = (...twins: Twin[]) =>
  planMerges(twins).map(({ keep, duplicates, pageId, endIds }) => ({
    keep: keep.id,
    duplicates: duplicates.map(({ id }) => id),
    pageId,
    endIds,
  }));

describe('canonicalKey', () => {
  it('is the path that a page declares, whatever the host and the ending', () => {
    const key = canonicalKey('https://www.shop.org/products/lamp', 'x');

    expect(key).toBe('/products/lamp');
    expect(canonicalKey('http://127.0.0.1:8099/products/lamp.html', 'x')).toBe(key);
    expect(canonicalKey('https://shop.org/products/lamp/', 'x')).toBe(key);
    expect(canonicalKey('https://shop.org/products/lamp?variant=2', 'x')).not.toBe(key);
  });

  it('is the text of a page that declares nothing', () => {
    expect(canonicalKey(null, 'abc')).toBe('#abc');
  });
});

describe('planMerges', () => {
  it('keeps the address that the pages declare and ends the other versions', () => {
    const copy = twin('/collections/all/products/lamp.html', {
      blockHashes: [...blocks.slice(1), 'x'],
    });

    expect(plans(copy, twin('/products/lamp.html'))).toEqual([
      {
        keep: '/products/lamp.html',
        duplicates: ['/collections/all/products/lamp.html'],
        pageId: 'page of /products/lamp.html',
        endIds: ['page of /collections/all/products/lamp.html'],
      },
    ]);
  });

  it('gives the version of a repeated text to the declared address, which was read later', () => {
    const first = twin('/collections/all/products/lamp.html', { pageId: 'p' });
    const declared = twin('/products/lamp.html', { pageId: 'p', outcome: 'duplicate' });

    expect(plans(first, declared)).toEqual([
      {
        keep: '/products/lamp.html',
        duplicates: ['/collections/all/products/lamp.html'],
        pageId: 'p',
        endIds: [],
      },
    ]);
  });

  it('keeps the shortest address when the declared one was not met', () => {
    const [plan] = plans(twin('/collections/long/products/lamp'), twin('/c/products/lamp'));

    expect(plan?.keep).toBe('/c/products/lamp');
  });

  it('plans nothing where all is as it should be', () => {
    const done = twin('/c/products/lamp', { pageId: 'p', outcome: 'duplicate' });

    expect(plans(twin('/products/lamp', { pageId: 'p' }), done)).toEqual([]);
  });

  it.each([
    ['another title', { title: 'Lamp shade' }],
    ['another text', { blockHashes: ['a', 'b', 'x', 'y', 'z'] }],
  ])('leaves a page with %s alone', (_name, more) => {
    expect(plans(twin('/products/lamp'), twin('/c/products/lamp', more))).toEqual([]);
  });

  it.each(['/products/lamp?page=2', '/products/lamp/reviews', '/'])(
    'does not believe that %s is the page it declares, unless the text is the same',
    (path) => {
      expect(plans(twin('/products/lamp'), twin(path))).toEqual([]);
      expect(
        plans(twin('/products/lamp', { pageId: 'p' }), twin(path, { pageId: 'p' })),
      ).toHaveLength(1);
    },
  );
});
