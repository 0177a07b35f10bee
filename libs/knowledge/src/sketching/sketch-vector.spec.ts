import { sketchSigns, sketchVector } from './sketch-vector.js';

const vector = (angle: number, dimensions = 384) =>
  Array.from({ length: dimensions }, (_, i) =>
    i === 3 ? Math.cos(angle) : i === 200 ? Math.sin(angle) : 0,
  );

/** The share of bits in which two sketches differ. */
function difference(a: Buffer, b: Buffer): number {
  const bits = [...a].reduce((sum, byte, i) => {
    const differing = byte ^ (b[i] ?? 0);
    return sum + differing.toString(2).replaceAll('0', '').length;
  }, 0);
  return bits / (a.length * 8);
}

describe('the sketch of a vector', () => {
  it.each([0.3, 1, 2, Math.PI])('differs as the angle says, %d', (angle) => {
    const differing = difference(sketchVector(vector(0)), sketchVector(vector(angle)));

    expect(Math.abs(differing - angle / Math.PI)).toBeLessThan(0.05);
  });

  it('is the same for the same direction, on every machine', () => {
    const sketch = sketchVector(vector(1));

    expect(sketchVector(vector(1).map((value) => value * 7))).toEqual(sketch);
    expect(sketch.subarray(0, 6).toString('hex')).toBe('5628171f28cb');
  });

  it('has 2,048 signs, or as many as a wider vector needs', () => {
    expect([3, 1_536, 2_048, 2_049, 3_072].map(sketchSigns)).toEqual([
      2_048, 2_048, 2_048, 4_096, 4_096,
    ]);
    expect(sketchVector(vector(1, 3_072))).toHaveLength(512);
  });
});
