import { repliesIn } from './replies-in.js';

describe('repliesIn', () => {
  it('has every sentence in each language it speaks, and none twice', () => {
    const spoken = (['da', 'de', 'en', 'es', 'fr', 'it', 'nl', 'no', 'pt', 'sv'] as const).map(
      repliesIn,
    );
    const sentences = spoken.flatMap((replies) => Object.values(replies));

    expect(new Set(sentences).size).toBe(sentences.length);
    expect(sentences.every((sentence) => /\p{L}{2}.*[.!?:]$/u.test(sentence))).toBe(true);
    expect(sentences.filter((sentence) => /\d/.test(sentence))).toEqual([]);
  });

  it('speaks English where it has no other words', () => {
    expect(repliesIn('fi')).toBe(repliesIn('en'));
    expect(repliesIn('other')).toBe(repliesIn('en'));
  });
});
