import type { RetrievedChunk } from '../retrieved-chunk.js';
import { foldAlike } from './fold-alike.js';

/** Words without a number in them. */
const word = (i: number) =>
  `w${[...String(i)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`;
const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => word(from + i)).join(' ');

const chunk = (
  page: string,
  text: string,
  { title = page, pageKind = 'page' as RetrievedChunk['pageKind'] } = {},
) => ({ pageId: page, url: `https://shop.example/${page}`, title, pageKind, text });

const shown = (chunks: ReturnType<typeof chunk>[], limit = 10) =>
  foldAlike(chunks, limit).map(({ pageId, alsoOn }) => [
    pageId,
    ...alsoOn.map((page) => page.pageId),
  ]);

describe('foldAlike', () => {
  it('lets the best of ten variants stand for all and names the others', () => {
    const variants = Array.from({ length: 10 }, (_, i) =>
      chunk(`v${i}`, `${words(0, 40)} in ${word(900 + i)}`, {
        title: `Lamp in ${word(900 + i)}`,
        pageKind: 'product',
      }),
    );

    expect(shown([...variants, chunk('care', words(100, 40))])).toEqual([
      ['v0', 'v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8', 'v9'],
      ['care'],
    ]);
  });

  it('keeps texts that differ in what they say', () => {
    expect(
      shown([chunk('a', `${words(0, 10)} king 99`), chunk('b', `${words(0, 10)} twin 49`)]),
    ).toEqual([['a'], ['b']]);
    expect(shown([chunk('a', words(0, 40)), chunk('b', words(0, 30))])).toEqual([['a'], ['b']]);
  });

  it.each([
    ['a number', 'within 14 days', 'within 30 days'],
    ['a price', 'for $ 49', 'for $ 59.90'],
    ['a unit', '5 cm wide', '5 in wide'],
    ['a size', 'in large', 'in small'],
    ['a "not"', 'is refunded', 'is not refunded'],
    ['a number that one has alone', 'in stock', 'in stock 3'],
  ])('keeps both of two texts that differ in %s', (_what, one, other) => {
    const texts = [one, other].map((end) => `${words(0, 80)} ${end}`);

    expect(shown(texts.map((text, i) => chunk(`p${i}`, text)))).toEqual([['p0'], ['p1']]);
  });

  it.each([
    ['ships to Germany', 'ships to France'],
    ['closes on Monday', 'closes on Friday'],
    ['is of wool', 'is of linen'],
    ['is accepted', 'is refused'],
    ['takes twenty days', 'takes thirty days'],
    ['is free', 'is billed'],
  ])('keeps both where one "%s" and the other "%s"', (one, other) => {
    const texts = [one, other].map((end) => `${words(0, 80)} ${end}`);
    const titles = [one, other].map((title) => ({ title }));

    expect(shown(texts.map((text, i) => chunk(`p${i}`, text, titles[i])))).toEqual([
      ['p0'],
      ['p1'],
    ]);
  });

  it('lets what says more stand for what says less, and not the other way round', () => {
    const less = `${words(0, 40)}.`;
    const [short, long] = [chunk('short', less), chunk('long', `${less} Of wool.`)];

    expect(shown([long, short])).toEqual([['long', 'short']]);
    expect(shown([short, long])).toEqual([['short'], ['long']]);
  });

  it('lets one colour stand for all', () => {
    const colours = ['red', 'blue', 'ivory'].map((colour) =>
      chunk(colour, `${words(0, 40)} ${colour}`),
    );

    expect(shown(colours)).toEqual([['red', 'blue', 'ivory']]);
  });

  it('keeps to the limit and still names who says the same as what is kept', () => {
    const [first, second, again] = [words(0, 20), words(50, 20), words(0, 20)];

    expect(shown([chunk('a', first), chunk('b', second), chunk('c', again)], 1)).toEqual([
      ['a', 'c'],
    ]);
  });

  it('names a page once', () => {
    const text = words(0, 30);

    expect(
      shown([chunk('a', text), chunk('a', `${text} please`), chunk('b', text), chunk('b', text)]),
    ).toEqual([['a', 'b']]);
  });
});
