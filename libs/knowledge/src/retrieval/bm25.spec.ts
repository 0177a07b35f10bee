import { countTerms, inverseFrequency, termWeight } from './bm25.js';

describe('bm25', () => {
  it('weighs a rare term more than a common one, and none below zero', () => {
    expect(inverseFrequency(100, 1)).toBeGreaterThan(inverseFrequency(100, 50));
    expect(inverseFrequency(100, 100)).toBeGreaterThan(0);
    expect(inverseFrequency(3, 1)).toBeCloseTo(Math.log(1 + 2.5 / 1.5));
  });

  it('gains less from each repetition and more in a short chunk', () => {
    const [once, twice, often] = [1, 2, 50].map((count) => termWeight(count, 100, 100));

    expect(once).toBeCloseTo(1);
    expect(twice! - once!).toBeGreaterThan(termWeight(3, 100, 100) - twice!);
    expect(often).toBeLessThan(2.2);
    expect(termWeight(1, 50, 100)).toBeGreaterThan(termWeight(1, 200, 100));
  });

  it('counts terms', () => {
    expect([...countTerms(['a', 'b', 'a'])]).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });
});
