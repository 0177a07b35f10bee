import { slope } from './measure.js';

describe('slope', () => {
  it('is what a straight line gains', () => {
    expect(slope([0, 1, 2, 3].map((x) => [x, 5 + 2 * x] as const))).toBeCloseTo(2);
  });

  it('is that of the line which fits best where points lie beside it', () => {
    const points = [[0, 1], [1, 0], [2, 3], [3, 2]] as const; // prettier-ignore

    expect(slope(points)).toBeCloseTo(0.6);
  });
});
