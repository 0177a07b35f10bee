import { readVector, vectorBytes } from './vector-bytes.js';

describe('vectorBytes', () => {
  it('writes the width and single-precision numbers, highest byte first', () => {
    expect(vectorBytes([1, -0.5]).toString('hex')).toBe('000200003f800000bf000000');
  });

  it('is read back as it was', () => {
    const vector = Array.from({ length: 1_536 }, (_, i) => Math.fround(Math.sin(i)));

    expect([...readVector(vectorBytes(vector))]).toEqual(vector);
  });
});
