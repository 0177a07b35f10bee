import type { Twin } from '../frontier/twin.repository.js';
import { canonicalKey, planMerges } from './plan-merges.js';

const blocks = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

const twin = (path: string, more: Partial<Twin> = {}): Twin => ({
  id: path,
  url: `http://shop.example.org${path}`,
  outcome: 'indexed',
  canonicalKey: '/products/lamp',
  canonicalUrl: 'https://www.shop.example.org/products/lamp.html',
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
    const key = canonicalKey('http://x/1', 'https://www.shop.org/products/lamp');

    expect(key).toBe('/products/lamp');
    expect(canonicalKey('http://x/2', 'http://127.0.0.1:8099/products/lamp.html')).toBe(key);
    expect(canonicalKey('http://x/3', 'https://shop.org/products/lamp/')).toBe(key);
    expect(canonicalKey('http://x/4', 'https://shop.org/products/lamp?variant=2')).toBe(key);
    expect(canonicalKey('http://x/5', 'https://shop.org/products/lamp?color=2')).not.toBe(key);
  });

  it.each(['/products/lamp', '/products/lamp/', '/collections/sale/products/lamp.html'])(
    'is the own path of %s, which declares nothing',
    (path) => {
      expect(canonicalKey(`https://shop.org${path}`, null)).toBe('/products/lamp');
    },
  );

  it.each(['/lamp', '/collections/sale', '/collections/products/lamp', '/products/lamp?id=1'])(
    'keeps %s apart from the product',
    (path) => {
      expect(canonicalKey(`https://shop.org${path}`, null)).not.toBe('/products/lamp');
    },
  );
});

describe('planMerges of pages that declare nothing', () => {
  const silent = (path: string, more: Partial<Twin> = {}) =>
    twin(path, {
      canonicalUrl: null,
      canonicalKey: canonicalKey(`http://x${path}`, null),
      ...more,
    });
  const nearly = { blockHashes: [...blocks.slice(1), 'x'] };

  it.each([
    ['/a', '/a/'],
    ['/a', '/a/index.html'],
    ['/products/lamp', '/collections/sale/products/lamp'],
  ])('makes one page of %s and %s when nine tenths of their text are the same', (keep, other) => {
    expect(plans(silent(other, nearly), silent(keep))).toMatchObject([
      { keep, duplicates: [other] },
    ]);
  });

  it('makes one page of a product under its collections when the ways to it differ', () => {
    const shown = (path: string, at: number) =>
      silent(path, { blockHashes: [...blocks.slice(0, 5), ...[1, 2, 3].map((n) => `${at}.${n}`)] });
    const [own, a, b] = ['', '/collections/a', '/collections/b'].map((way, at) =>
      shown(`${way}/products/lamp`, at),
    ) as [Twin, Twin, Twin];

    expect(plans(a, b, own)).toMatchObject([{ keep: own.id, duplicates: [a.id, b.id] }]);
    expect(plans(b, a)).toMatchObject([{ keep: a.id, duplicates: [b.id] }]);
    expect(plans(silent('/sale/a/products/lamp', { blockHashes: a.blockHashes }), own)).toEqual([]);
  });

  it('leaves products of one address under collections alone that have nothing in common', () => {
    const others = { blockHashes: [...blocks.slice(0, 2), ...'klmnopqr'] };

    expect(
      plans(silent('/collections/a/products/lamp'), silent('/collections/b/products/lamp', others)),
    ).toEqual([]);
  });

  it.each([
    ['another text', { blockHashes: [...blocks.slice(2), 'x', 'y'] }],
    ['another title', { title: 'Shade' }],
  ])('leaves /a/ with %s alone', (_name, more) => {
    expect(plans(silent('/a'), silent('/a/', more))).toEqual([]);
  });

  it('leaves pages alone that differ by a query', () => {
    expect(plans(silent('/a?id=1'), silent('/a?id=2'), silent('/a'))).toEqual([]);
  });

  it('believes a page that declares the silent one sooner', () => {
    const text = { blockHashes: [...blocks.slice(3), 'x', 'y', 'z'] };
    const declaring = twin('/a/', { ...text, canonicalKey: '/a', canonicalUrl: 'http://x/a' });

    expect(plans(declaring, silent('/a'))).toMatchObject([{ keep: '/a', duplicates: ['/a/'] }]);
  });

  it('keeps the address with the slash where that is what is declared', () => {
    const declaring = twin('/a', { canonicalKey: '/a', canonicalUrl: 'http://x/a/' });

    expect(plans(declaring, silent('/a/'))).toMatchObject([{ keep: '/a/', duplicates: ['/a'] }]);
  });

  it('takes addresses of one text and of nearly that text together', () => {
    const other = silent('/old', { pageId: 'page of /a' });

    expect(plans(silent('/a'), other, silent('/a/', nearly))).toEqual([
      { keep: '/a', duplicates: ['/old', '/a/'], pageId: 'page of /a', endIds: ['page of /a/'] },
    ]);
  });
});

describe('planMerges', () => {
  it('finds the pairs among many that declare one address', () => {
    const pages = ['/x', '/y', '/z'].map((folder) =>
      twin(`${folder}/lamp`, { blockHashes: blocks.map((block) => folder + block) }),
    );
    const copies = pages.map((page) => ({
      ...page,
      id: `${page.id}/`,
      url: `${page.url}/`,
      pageId: `copy of ${page.id}`,
    }));

    expect(plans(...pages, ...copies).map(({ duplicates }) => duplicates)).toEqual([
      ['/x/lamp/'],
      ['/y/lamp/'],
      ['/z/lamp/'],
    ]);
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
