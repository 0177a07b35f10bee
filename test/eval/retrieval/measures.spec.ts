import { measure } from './measures.js';

const grades = new Map([
  ['a', 1],
  ['b', 1],
]);

describe('measure', () => {
  it('gives full marks to the ideal ranking', () => {
    expect(measure(['b', 'a', 'x'], grades)).toEqual({ ndcg: 1, recall: 1, mrr: 1 });
  });

  it('counts what comes late for less, and nothing beyond the tenth', () => {
    const late = measure(['x', 'a'], grades);
    const ten = Array.from({ length: 10 }, (_, i) => `x${i}`);

    expect(late.ndcg).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)));
    expect(late).toMatchObject({ recall: 0.5, mrr: 0.5 });
    expect(measure([...ten, 'a'], grades)).toEqual({ ndcg: 0, recall: 0, mrr: 0 });
  });

  it('prefers the higher grade first', () => {
    const graded = new Map([
      ['a', 2],
      ['b', 1],
    ]);

    expect(measure(['a', 'b'], graded).ndcg).toBe(1);
    expect(measure(['b', 'a'], graded).ndcg).toBeLessThan(1);
  });
});
