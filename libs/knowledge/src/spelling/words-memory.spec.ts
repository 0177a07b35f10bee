import { StoreScope } from '@app/tenancy';

import { KnownWords, type ShelfRange } from './known-words.js';
import { WordsMemory } from './words-memory.js';

const store = (digit: number) => StoreScope.open(`00000000-0000-4000-8000-00000000000${digit}`);
const [a, b, c] = [store(1), store(2), store(3)];

const release = (releaseId: string, ...words: string[]) => ({
  releaseId,
  languages: ['en' as const],
  words: new KnownWords([{ initial: 'p', length: 6, words }]),
});

describe('WordsMemory', () => {
  it('keeps one release of each store', () => {
    const memory = new WordsMemory();
    memory.keep(a, release('a1', 'pillow'));
    memory.keep(b, release('b1', 'pillar'));
    memory.keep(a, release('a2', 'piping'));

    expect(memory.recall(a)?.releaseId).toBe('a2');
    expect(memory.recall(b)?.words.has('pillow')).toBe(false);
    expect(memory.recall(c)).toBeNull();
  });

  it('forgets the store that asked longest ago when it is full of words', () => {
    const memory = new WordsMemory(4);
    memory.keep(a, release('a1', 'pillow', 'pillar'));
    memory.keep(b, release('b1', 'pillow', 'pillar'));
    memory.recall(a);
    memory.keep(c, release('c1', 'pillow', 'pillar'));

    expect([a, b, c].map((each) => memory.recall(each)?.releaseId)).toEqual([
      'a1',
      undefined,
      'c1',
    ]);
  });

  it('keeps nothing of a release that does not fit', () => {
    const memory = new WordsMemory(1);
    memory.keep(a, release('a1', 'pillow', 'pillar'));
    expect(memory.recall(a)).toBeNull();

    memory.keep(b, release('b1', 'pillow'));
    expect(memory.recall(b)?.releaseId).toBe('b1');
  });

  it('forgets when it is full of stores', () => {
    const memory = new WordsMemory(100, 1);
    memory.keep(a, release('a1'));
    memory.keep(b, release('b1'));

    expect([memory.recall(a), memory.recall(b)?.releaseId]).toEqual([null, 'b1']);
  });
});

describe('KnownWords', () => {
  const words = new KnownWords([
    { initial: 'p', length: 6, words: ['pillow', 'pillar'] },
    { initial: 'p', length: 4, words: ['pile'] },
    { initial: 's', length: 4, words: ['sofa'] },
  ]);

  it('gives the words of some first letters and lengths, the short ones first', () => {
    const within = (range: ShelfRange) => words.within(range).flatMap((shelf) => shelf.words);

    expect(within({ initials: ['p'], from: 3, to: 6 })).toEqual(['pile', 'pillow', 'pillar']);
    expect(within({ initials: ['s', 'x'], from: 5, to: 9 })).toEqual([]);
  });

  it('knows what it holds', () => {
    expect([words.has('sofa'), words.has('sofas'), words.size]).toEqual([true, false, 4]);
  });
});
