import { effectiveLimits, parseLimits, storeLimits } from './store-limits.js';

describe('limits of stores', () => {
  it('are the store’s own, else the deployment’s, else the usual', () => {
    const limits = effectiveLimits({ pages: 5, keys: 0 }, { pages: 9, snippets: 7 });

    expect(limits).toMatchObject({ pages: 5, keys: 0, snippets: 7 });
    expect(limits.sources).toBe(storeLimits.sources.usual);
  });

  it('are read from one text', () => {
    expect(parseLimits('pages=20000, snippets=500')).toEqual({ pages: 20_000, snippets: 500 });
  });

  it.each([
    ['pagse=1', 'none of'],
    ['pages', 'whole number'],
    ['pages=-1', 'whole number'],
    ['pages=1.5', 'whole number'],
    ['snippets=5001', 'up to 5000'],
    ['toString=1', 'none of'],
    ['', 'none of'],
  ])('say what is wrong with "%s"', (text, reason) => {
    expect(() => parseLimits(text)).toThrow(reason);
  });
});
