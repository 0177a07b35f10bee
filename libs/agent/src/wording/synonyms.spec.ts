import { synonymsOf, synonymWords } from './synonyms.js';
import { splitWords } from './words.js';

const term = (word: string) => splitWords(word)[0]!.terms[0]!;

describe('synonyms', () => {
  it('work in both directions', () => {
    expect(synonymsOf(term('postage'))).toContain(term('shipping'));
    expect(synonymsOf(term('shipping'))).toContain(term('postage'));
  });

  it('never name the term itself', () => {
    expect(synonymsOf(term('refund'))).not.toContain(term('refund'));
  });

  it('give words that a search understands', () => {
    expect(synonymWords(term('bill'))).toContain('receipt');
  });

  it('know nothing of names', () => expect(synonymsOf(term('Norway')).size).toBe(0));
});
