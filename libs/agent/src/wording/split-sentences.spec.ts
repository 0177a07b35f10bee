import { splitSentences } from './split-sentences.js';

const sentences = (text: string) =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('splitSentences', () => {
  it('ends a sentence at its mark, closing quotation marks included', () => {
    expect(sentences('We ship today. “Really?” Yes!')).toEqual([
      'We ship today.',
      '“Really?”',
      'Yes!',
    ]);
  });

  it.each([
    'It costs 9.99 a piece.',
    'Sizes e.g. Small fit.',
    'Write to Mr. Smith.',
    'See no. 5 below.',
  ])('keeps "%s" whole', (text) => expect(sentences(text)).toEqual([text]));

  it('ends Japanese and Chinese sentences without a space', () => {
    expect(sentences('返品できます。送料は無料です。')).toEqual([
      '返品できます。',
      '送料は無料です。',
    ]);
  });
});
