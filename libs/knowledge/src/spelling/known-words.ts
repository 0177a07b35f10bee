import { lettersOf } from './edit-distance.js';
import type { WordShelf } from './vocabulary.js';

/** Shoppers mistype the same words again and again; emptied when full, so that it cannot grow. */
const MOST_ANSWERS = 1_000;

/** Which words of a release are near enough to be compared at all. */
export interface ShelfRange {
  initials: readonly string[];
  /** Lengths. */
  from: number;
  to: number;
}

/** Words of one first letter and one length. */
export interface KnownShelf {
  words: readonly string[];
  /** Of each word, see `lettersOf`: a misspelt one is compared with thousands. */
  letters: Int32Array;
}

/** The words of a release that a misspelt one may have meant, in memory. */
export class KnownWords {
  readonly size: number;
  private readonly words: ReadonlySet<string>;
  private readonly shelves: ReadonlyMap<string, KnownShelf>;
  private readonly answers = new Map<string, string[]>();

  constructor(shelves: readonly WordShelf[]) {
    this.words = new Set(shelves.flatMap(({ words }) => words));
    this.size = this.words.size;
    this.shelves = new Map(
      shelves.map(({ initial, length, words }) => [keyOf(initial, length), knownShelf(words)]),
    );
  }

  has(word: string): boolean {
    return this.words.has(word);
  }

  /** What was found for a misspelt word before, else what is found now. */
  readAs(misspelt: string, find: () => string[]): string[] {
    const known = this.answers.get(misspelt);
    if (known !== undefined) return known;
    if (this.answers.size >= MOST_ANSWERS) this.answers.clear();
    const found = find();
    this.answers.set(misspelt, found);
    return found;
  }

  /** Short ones first, as the rows are read. */
  within({ initials, from, to }: ShelfRange): KnownShelf[] {
    const lengths = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    return initials.flatMap((initial) =>
      lengths.flatMap((length) => this.shelves.get(keyOf(initial, length)) ?? []),
    );
  }
}

export const knownShelf = (words: readonly string[]): KnownShelf => ({
  words,
  letters: Int32Array.from(words, lettersOf),
});

const keyOf = (initial: string, length: number): string => `${initial}${length}`;
