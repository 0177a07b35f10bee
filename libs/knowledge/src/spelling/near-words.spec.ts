import { knownShelf } from './known-words.js';
import { nearWords } from './near-words.js';

const near = (word: string, words: string[]) => nearWords(word, [word], [knownShelf(words)]);

describe('nearWords', () => {
  it('takes the words of the fewest errors', () => {
    expect(near('piilow', ['pile', 'pillow', 'pillar'])).toEqual(['pillow']);
    expect(near('matres', ['mattres', 'matter', 'water'])).toEqual(['mattres']);
  });

  it('allows one error in a word of four to seven letters, two in a longer one', () => {
    expect(near('pilow', ['pillow'])).toEqual(['pillow']);
    expect(near('pylow', ['pillow'])).toEqual([]);
    expect(near('bramtonn', ['brampton'])).toEqual(['brampton']);
    expect(near('bramtuxn', ['brampton'])).toEqual([]);
  });

  it('takes the word without its ending too', () => {
    expect(nearWords('pilows', ['pilows', 'pilow'], [knownShelf(['pillow'])])).toEqual(['pillow']);
    expect(near('pilows', ['pillow'])).toEqual([]);
  });

  it('keeps a few of the words that are as near as each other', () => {
    expect(near('bare', ['bark', 'barn', 'base', 'bard', 'bar'])).toEqual(['bark', 'barn', 'base']);
  });
});
