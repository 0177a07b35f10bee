import { countTokens } from '../../chunking/count-tokens.js';
import { endOf, startOf } from './clip-neighbour.js';

const line = (i: number) => `Line ${i} has a few words that a shopper reads.`;
const long = Array.from({ length: 50 }, (_, i) => line(i)).join('\n\n');

describe('the neighbours of a piece', () => {
  it('are given whole where they are short', () => {
    expect(endOf('Returns take 30 days.')).toBe('Returns take 30 days.');
    expect(startOf('Returns take 30 days.\n\n- unworn')).toBe('Returns take 30 days.\n\n- unworn');
  });

  it('end and begin with the lines next to the piece, within the budget', () => {
    const [end, start] = [endOf(long) ?? '', startOf(long) ?? ''];

    expect(end.endsWith(line(49))).toBe(true);
    expect(start.startsWith(line(0))).toBe(true);
    for (const part of [end, start]) {
      expect(long).toContain(part);
      expect(countTokens(part)).toBeGreaterThan(80);
      expect(countTokens(part)).toBeLessThanOrEqual(130);
    }
  });

  it('are nothing where no line fits', () => {
    expect(endOf('word '.repeat(500))).toBeNull();
    expect(startOf('')).toBeNull();
  });
});
