import { storeSizes } from './store-sizes.js';

const known = [100, 300, 1_000, 3_000, 10_000, 30_000];

describe('the sizes of made-up stores', () => {
  it.each([
    [10, 10_000],
    [100, 100_000],
    [1_000, 1_000_000],
  ])('of %d stores with %d chunks add up, and are of all kinds', (stores, chunks) => {
    const sizes = storeSizes(stores, chunks, known);
    const sum = sizes.reduce((a, b) => a + b, 0);

    expect(sizes).toHaveLength(stores);
    expect(Math.abs(sum - chunks) / chunks).toBeLessThan(0.1);
    expect(new Set(sizes).size).toBeGreaterThan(2);
    expect(sizes.every((size) => known.includes(size))).toBe(true);
  });
});
