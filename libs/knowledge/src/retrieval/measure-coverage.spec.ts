import { measureCoverage } from './measure-coverage.js';
import { queryTerms } from './query-terms.js';
import type { FoundChunk } from './search.repository.js';

const chunk = (text: string, covered: number | null = null) =>
  ({ title: 'Cloud Pillow', headingPath: ['Care'], text, covered }) as FoundChunk;

describe('measureCoverage', () => {
  const { terms } = queryTerms('wash zeppelin');

  it('takes what the lexical leg added up', () => {
    expect(measureCoverage(chunk('anything', 3), { terms, idfs: [3, 5] })).toBeCloseTo(3 / 8);
  });

  it('reads text, headings and title of a chunk that the lexical leg missed', () => {
    expect(measureCoverage(chunk('Washing is fine.'), { terms, idfs: [3, 5] })).toBeCloseTo(3 / 8);
    expect(measureCoverage(chunk('Dry.'), { terms, idfs: [3, 5] })).toBe(0);
    const care = queryTerms('pillow care');
    expect(measureCoverage(chunk('Dry.'), { terms: care.terms, idfs: [1, 1] })).toBe(1);
  });

  it('is nothing for a question without a term', () => {
    expect(measureCoverage(chunk('Dry.', 0), { terms: [], idfs: [] })).toBe(0);
  });
});

describe('queryTerms', () => {
  it('counts each term of a question once, with how often it has it', () => {
    const { terms, counts } = queryTerms('pillow, sheet and pillows');

    expect(terms).toHaveLength(2);
    expect(counts).toEqual([2, 1]);
  });

  it('takes no more terms than anybody asks', () => {
    const many = Array.from({ length: 500 }, (_, i) => `w${i}`).join(' ');

    expect(queryTerms(many).terms).toHaveLength(128);
  });
});
