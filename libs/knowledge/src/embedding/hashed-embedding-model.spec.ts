import { HashedEmbeddingModel } from './hashed-embedding-model.js';

const model = new HashedEmbeddingModel();
const cosine = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

describe('the built-in embedding', () => {
  it('gives the same text the same unit vector, alone or among others', async () => {
    const [first, second] = await model.embedMany(['How do I return a pillow?', 'Shipping']);

    expect(first).toEqual(await model.embedQuery('How do I return a pillow?'));
    expect(first).toHaveLength(model.dimensions);
    expect(Math.hypot(...(second ?? []))).toBeCloseTo(1);
  });

  it('puts misspelt and inflected words near the right ones', async () => {
    const [right, near, far] = await model.embedMany([
      'pillow shipping costs',
      'pilow shippng cost',
      'our office in Boston',
    ]);

    expect(cosine(right!, near!)).toBeGreaterThan(0.35);
    expect(cosine(right!, far!)).toBeLessThan(0.1);
  });

  it('gives a text without words a vector without direction, not one of NaN', async () => {
    expect((await model.embedQuery('?!')).every((value) => value === 0)).toBe(true);
  });

  it('stops when told to', async () => {
    await expect(model.embedMany(['a'], AbortSignal.abort())).rejects.toThrow('aborted');
  });
});
