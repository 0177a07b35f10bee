import { isSpelt } from './near-spelling.js';

/** What a store writes is far below; a machine's list of keys shall not make every misspelt word slow. */
const WORDS_OF_SHELF = 4_000;

/** Words of one first letter and one length. */
export interface WordShelf {
  initial: string;
  length: number;
  words: string[];
}

/** Collects the words of a release that a misspelt one may have meant, each once. */
export class Vocabulary {
  private readonly byShelf = new Map<string, Set<string>>();

  add(word: string): void {
    if (!isSpelt(word)) return;
    const key = `${word[0] ?? ''}${word.length}`;
    const words = this.byShelf.get(key) ?? new Set<string>();
    if (words.size < WORDS_OF_SHELF) words.add(word);
    this.byShelf.set(key, words);
  }

  shelves(): WordShelf[] {
    return [...this.byShelf.values()].map((set) => {
      const words = [...set];
      return { initial: words[0]?.[0] ?? '', length: words[0]?.length ?? 0, words };
    });
  }
}
