import { fuseLegs } from './fuse-legs.js';

const leg = (scores: Record<string, number>, weight = 1) => ({
  scores: new Map(Object.entries(scores)),
  weight,
});

describe('fuseLegs', () => {
  it('puts what both legs find first before what one finds', () => {
    const fused = fuseLegs([leg({ a: 9, b: 8, c: 1 }), leg({ b: 0.9, a: 0.8, d: 0.1 })]);

    expect(fused.get('a')).toBeCloseTo(0.9375);
    expect(fused.get('b')).toBeCloseTo(0.9375);
    expect(fused.get('c')).toBe(0);
  });

  it('does not let the unit of a leg decide', () => {
    const small = fuseLegs([leg({ a: 3, b: 1 }), leg({ b: 0.02, a: 0.01 })]);
    const large = fuseLegs([leg({ a: 3, b: 1 }), leg({ b: 2000, a: 1000 })]);

    expect([...large]).toEqual([...small]);
  });

  it('gives a leg its weight', () => {
    const fused = fuseLegs([leg({ a: 2, b: 1 }), leg({ b: 2, a: 1 }, 0.5)]);

    expect(fused.get('a')).toBeCloseTo(2 / 3);
    expect(fused.get('b')).toBeCloseTo(1 / 3);
  });

  it('takes a leg that found one thing, or nothing, as it is', () => {
    expect([...fuseLegs([leg({ a: 7 }), leg({}, 0)])]).toEqual([['a', 1]]);
    expect([...fuseLegs([leg({}), leg({ a: 0.2 })])]).toEqual([['a', 0.5]]);
  });
});
