import { splitWords, termsOf } from './words.js';

describe('splitWords', () => {
  it('gives the place of each word, so that text can be quoted by it', () => {
    const text = 'Ships in 3–5 days.';

    expect(splitWords(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Ships',
      'in',
      '3',
      '5',
      'days',
    ]);
  });

  it('knows no term for function words', () => {
    expect(splitWords('is it the')).toEqual(
      ['is', 'it', 'the'].map((text) => expect.objectContaining({ text, terms: [] })),
    );
  });
});

describe('termsOf', () => {
  it('finds a compound in its two words', () => {
    expect(termsOf('a wooden book case')).toContain('bookcase');
  });
});
